import type { Control } from '@cardfile/openapi'
import { controlIcons } from '../../field-form/control.tsx'

export function TypeIcon({ kind }: { kind: Control['kind'] }) {
  const Icon = controlIcons[kind]
  return (
    <span className="cf-type-icon" aria-hidden="true">
      <Icon />
    </span>
  )
}
