import type { ComponentType } from 'react'
import type { Control } from '@cardfile/openapi'
import {
  AlignLeftOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  FontSizeOutlined,
  IdcardOutlined,
  NumberOutlined,
  OrderedListOutlined,
  UnorderedListOutlined,
} from '../../layout/icons.tsx'

/** By control, not by type: a type that is added later has its picture already. */
const icons: Record<Control['kind'], ComponentType> = {
  line: FontSizeOutlined,
  lines: AlignLeftOutlined,
  number: NumberOutlined,
  date: CalendarOutlined,
  datetime: ClockCircleOutlined,
  switch: CheckSquareOutlined,
  choice: UnorderedListOutlined,
  choices: OrderedListOutlined,
  identities: IdcardOutlined,
}

export function TypeIcon({ kind }: { kind: Control['kind'] }) {
  const Icon = icons[kind]
  return (
    <span className="cf-type-icon" aria-hidden="true">
      <Icon />
    </span>
  )
}
