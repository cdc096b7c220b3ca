import type { Announcements } from '@dnd-kit/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'

/** What a screen reader says while a field is dragged. */
export function useAnnouncements(fields: readonly Field[]): Announcements {
  const { t } = useTranslation()
  return useMemo(() => {
    const words = (id: number | string, over?: number | string) => {
      const at = (wanted: number | string) =>
        fields.findIndex((field) => field.id === Number(wanted))
      return {
        name: fields[at(id)]?.name ?? '',
        place: at(over ?? id) + 1,
        total: fields.length,
      }
    }
    return {
      onDragStart: ({ active }) => t('fields.drag.start', words(active.id)),
      onDragOver: ({ active, over }) =>
        over ? t('fields.drag.over', words(active.id, over.id)) : undefined,
      onDragEnd: ({ active, over }) => t('fields.drag.end', words(active.id, over?.id)),
      onDragCancel: ({ active }) => t('fields.drag.cancel', words(active.id)),
    }
  }, [fields, t])
}
