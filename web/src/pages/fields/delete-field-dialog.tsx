import { useQuery } from '@tanstack/react-query'
import { Alert, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Field, isUnique } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { formatList, formatNumber } from '../../locales/format.ts'
import { answered, client } from '../../api/client.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useFieldsChanged } from '../../providers/fields.ts'
import { deleteField, restoreField } from './field-api.ts'

/** How many contacts have a value in a field, asked when it is needed and never from memory. */
export function useFieldUsage(field: Pick<Field, 'id'>, enabled = true) {
  return useQuery({
    queryKey: ['field-usage', field.id],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/v1/fields/{id}/usage', { params: { path: { id: field.id } }, signal }),
      ),
    staleTime: 0,
    gcTime: 0,
    enabled,
  })
}

/** The views that would list nothing without it, and what has to be changed first, in words; null for none. */
function useWordsOfUses({ id }: Pick<Field, 'id'>) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['field-uses', id],
    queryFn: ({ signal }) =>
      answered(client.GET('/api/v1/fields/{id}/uses', { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  })
  const others = data?.otherViews ?? 0
  const names = [
    ...(data?.views ?? []).map(({ name }) => name),
    ...(others > 0
      ? [t('fields.viewsOfOthers', { count: others, formatted: formatNumber(others) })]
      : []),
  ]
  const words = names.length > 0 ? t('fields.viewsBreak', { names: formatList(names) }) : null
  const { fields = [], otherFields = 0, sections = [], otherSections = 0 } = data ?? {}
  const depending = [...fields, ...sections].map(({ name }) => name)
  const needed =
    depending.length > 0
      ? t('conditions.needed', { names: formatList(depending) })
      : otherFields + otherSections > 0
        ? t('conditions.neededUnseen')
        : null
  return { words, needed, isKnown: data !== undefined, error }
}

/** Tells how many contacts hold a value, and which views need it, before a field goes. */
export function DeleteFieldDialog({ field, onClose }: { field: Field; onClose(): void }) {
  const { t } = useTranslation()
  const toast = useUndoToast()
  const navigate = useNavigate()
  const fieldsChanged = useFieldsChanged()
  const usage = useFieldUsage(field)
  const views = useWordsOfUses(field)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const told = failure ?? usage.error?.message ?? views.error?.message
  const remove = async () => {
    setBusy(true)
    try {
      await deleteField(field)
      await fieldsChanged()
      toast(t('fields.deleted', { name: fieldName(field) }), async () => {
        await restoreField(field)
        await fieldsChanged()
      })
      onClose()
      navigate('/fields')
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('fields.deleteTitle', { name: fieldName(field) })}
      okText={t('fields.delete')}
      okButtonProps={{
        danger: true,
        type: 'primary',
        disabled: !usage.data || !views.isKnown || views.needed !== null,
      }}
      confirmLoading={busy}
      cancelText={t('actions.cancel')}
      onOk={remove}
      onCancel={onClose}
    >
      {usage.isLoading && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {usage.data && (
        <p>
          {usage.data.contacts === 0
            ? t('fields.unused')
            : t('fields.usedBy', {
                count: usage.data.contacts,
                formatted: formatNumber(usage.data.contacts),
              })}
        </p>
      )}
      {views.words && <p>{views.words}</p>}
      <p>{t('fields.deleteMeans')}</p>
      {isUnique(field) && <p>{t('fields.deleteUnique')}</p>}
      {views.needed && <Alert type="warning" showIcon message={views.needed} />}
      {told && <Alert type="error" showIcon message={told} />}
    </Modal>
  )
}
