import { Alert, App, Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { answered, client, ifMatch } from '../../api/client.ts'
import { isJob } from '../../api/jobs.ts'
import { ThunderboltOutlined } from '../../layout/icons.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { useFieldsChanged } from '../../providers/fields.ts'

interface SlowFieldsNoticeProps {
  fields: readonly Field[]
  /** Keys of those that the list was filtered or sorted by and that are not fast. */
  slow: readonly string[]
  /** Called once one of them is fast. */
  onFast(): void
}

/** For who may manage fields: by which fields a long list would be fast, were they marked so. */
export function SlowFieldsNotice({ fields, slow, onFast }: SlowFieldsNoticeProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const toast = useUndoToast()
  const [busy, setBusy] = useState<string | null>(null)
  const named = fields.filter(({ key }) => slow.includes(key))
  if (named.length === 0) return null

  const makeFast = async (field: Field) => {
    setBusy(field.key)
    const setFast = ({ id, version }: Pick<Field, 'id' | 'version'>, indexed: boolean) =>
      answered(
        client.PATCH('/api/v1/fields/{id}', {
          params: { path: { id }, header: ifMatch(version) },
          body: { indexed },
        }),
      )
    try {
      const after = await setFast(field, true)
      const text = t('contacts.madeFast', { name: fieldName(field) })
      if (isJob(after)) message.success(text)
      else
        toast(text, async () => {
          await setFast(after, false)
          await fieldsChanged()
        })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    await fieldsChanged()
    setBusy(null)
    onFast()
  }
  return (
    <Alert
      className="cf-notice"
      type="info"
      showIcon
      message={t('contacts.slow')}
      description={
        <Space wrap>
          {named.map((field) => (
            <Button
              key={field.key}
              size="small"
              icon={<ThunderboltOutlined />}
              loading={busy === field.key}
              disabled={busy !== null && busy !== field.key}
              onClick={() => void makeFast(field)}
            >
              {t('contacts.makeFast', { name: fieldName(field) })}
            </Button>
          ))}
        </Space>
      }
    />
  )
}
