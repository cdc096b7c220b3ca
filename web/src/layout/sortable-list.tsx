import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moved } from './moved.ts'
import { HolderOutlined } from './page-icons.tsx'

export interface SortableItem {
  id: number
  /** What a screen reader calls it while it is dragged. */
  name: string
  /** Begins a part of the list; it is moved among its like only. */
  heads?: boolean
}

const HeadDragged = createContext(false)

// Always the same, so that it is drawn once a row.
const holder = <HolderOutlined />

interface SortableListProps {
  items: readonly SortableItem[]
  /** An item was dropped at another place than it had. */
  onMove(from: number, to: number): void
  children: ReactNode
}

/** Around the rows of a list that is put into another order by mouse, touch or keyboard. */
export function SortableList({ items, onMove, children }: SortableListProps) {
  const { t } = useTranslation()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const [headDragged, setHeadDragged] = useState(false)
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const placeOf = (id: number | string) => items.findIndex((item) => item.id === Number(id))
  const words = (id: number | string, over: number | string = id) =>
    placeWords(items, placeOf(id), placeOf(over))
  const told = (verb: 'start' | 'over' | 'end', { part, ...place }: PlaceWords) =>
    part === null ? t(`sortable.${verb}`, place) : t(`sortable.${verb}In`, { ...place, part })
  const announcements: Announcements = {
    onDragStart: ({ active }) => told('start', words(active.id)),
    onDragOver: ({ active, over }) => (over ? told('over', words(active.id, over.id)) : undefined),
    onDragEnd: ({ active, over }) => told('end', words(active.id, over?.id)),
    onDragCancel: ({ active }) => t('sortable.cancel', { name: words(active.id).name }),
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={({ active }) => setHeadDragged(items[placeOf(active.id)]?.heads ?? false)}
      onDragCancel={() => setHeadDragged(false)}
      onDragEnd={({ active, over }) => {
        setHeadDragged(false)
        if (over && over.id !== active.id) onMove(placeOf(active.id), placeOf(over.id))
      }}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('sortable.help') },
      }}
    >
      <SortableContext
        items={ids}
        // What a head leads stays where it is until the head is dropped.
        strategy={headDragged ? () => null : verticalListSortingStrategy}
      >
        <HeadDragged value={headDragged}>{children}</HeadDragged>
      </SortableContext>
    </DndContext>
  )
}

interface PlaceWords {
  name: string
  place: number
  total: number
  /** Name of the part of the list; null where it has none. */
  part: string | null
}

/** Where an item is when it was moved, counted among its like: from 1, in the part that it is in then. */
function placeWords(items: readonly SortableItem[], from: number, to: number): PlaceWords {
  const item = items[from]
  const name = item?.name ?? ''
  const heads = items.filter((one) => one.heads)
  if (heads.length === 0) return { name, place: to + 1, total: items.length, part: null }
  if (item?.heads) {
    const place = items.slice(0, to + 1).filter((one) => one.heads).length
    return { name, place, total: heads.length, part: null }
  }
  const after = moved(items, from, to)
  const head = after.findLastIndex((one, at) => at < to && one.heads)
  const next = after.findIndex((one, at) => at > to && one.heads)
  const total = (next < 0 ? after.length : next) - head - 1
  return { name, place: to - head, total, part: after[head]?.name ?? null }
}

/** What makes an element a row of the list, and the handle that it is dragged by. */
export function useSortableRow(
  id: number,
  { label, disabled = false, heads = false }: HandleOptions,
) {
  const { t } = useTranslation()
  const headDragged = useContext(HeadDragged)
  const drag = useSortable({
    id,
    disabled: { draggable: disabled, droppable: !heads && headDragged },
    attributes: { roleDescription: t('sortable.role') },
  })
  return {
    row: {
      ref: drag.setNodeRef,
      style: { transform: CSS.Translate.toString(drag.transform), transition: drag.transition },
    },
    dragged: drag.isDragging,
    /** Whether what is dragged would come to its place. */
    isTarget: drag.isOver && !drag.isDragging,
    handle: (
      <button
        ref={drag.setActivatorNodeRef}
        type="button"
        className="cf-drag"
        {...drag.attributes}
        {...drag.listeners}
        disabled={disabled}
        aria-label={label}
      >
        {holder}
      </button>
    ),
  }
}

interface HandleOptions {
  /** What the handle is called. */
  label: string
  disabled?: boolean
  /** Whether it begins a part of the list. */
  heads?: boolean
}
