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
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HolderOutlined } from './page-icons.tsx'

interface SortableItem {
  id: number
  /** What a screen reader calls it while it is dragged. */
  name: string
}

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
  const placeOf = (id: number | string) => items.findIndex((item) => item.id === Number(id))
  const words = (id: number | string, over: number | string = id) => ({
    name: items[placeOf(id)]?.name ?? '',
    place: placeOf(over) + 1,
    total: items.length,
  })
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('sortable.start', words(active.id)),
    onDragOver: ({ active, over }) =>
      over ? t('sortable.over', words(active.id, over.id)) : undefined,
    onDragEnd: ({ active, over }) => t('sortable.end', words(active.id, over?.id)),
    onDragCancel: ({ active }) => t('sortable.cancel', words(active.id)),
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        if (over && over.id !== active.id) onMove(placeOf(active.id), placeOf(over.id))
      }}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: t('sortable.help') },
      }}
    >
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  )
}

/** The list with one item taken out and put in elsewhere. */
export const moved = <T,>(list: readonly T[], from: number, to: number): T[] =>
  arrayMove([...list], from, to)

/** What makes an element a row of the list, and the handle that it is dragged by. */
export function useSortableRow(id: number, { label, disabled = false }: HandleOptions) {
  const { t } = useTranslation()
  const drag = useSortable({
    id,
    disabled,
    attributes: { roleDescription: t('sortable.role') },
  })
  return {
    row: {
      ref: drag.setNodeRef,
      style: { transform: CSS.Translate.toString(drag.transform), transition: drag.transition },
    },
    dragged: drag.isDragging,
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
        <HolderOutlined />
      </button>
    ),
  }
}

interface HandleOptions {
  /** What the handle is called. */
  label: string
  disabled?: boolean
}
