import { Alert, App, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { cancelJob, type Job } from '../../api/jobs.ts'
import { useFieldsChanged } from '../../providers/fields.ts'
import { useDrivenJob, useJobsChanged } from '../../providers/jobs.ts'

interface ConversionProgressProps {
  field: Field
  begun: Job
  /** @param problem why it failed; null where it did not */
  onOver(problem: string | null): void
}

/** A conversion under way, in the place of the field's form. It may be left: the server finishes it. */
export function ConversionProgress({ field, begun, onOver }: ConversionProgressProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const jobsChanged = useJobsChanged()
  const [stopping, setStopping] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { name } = field
  const { job, failure } = useDrivenJob(begun, async ({ state, problem }) => {
    await Promise.all([fieldsChanged(), jobsChanged()])
    onOver(state === 'failed' ? (problem ?? t('conversion.failed')) : null)
    if (state === 'done') message.success(t('conversion.done', { name }))
    if (state === 'cancelled') message.info(t('conversion.cancelled', { name }))
  })
  const cancel = async () => {
    setStopping(true)
    setRefusal(null)
    try {
      await cancelJob(job.id)
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
      setStopping(false)
    }
  }
  return (
    <section className="cf-card cf-form-card cf-stack" aria-labelledby="conversion-title">
      <h2 className="cf-section-title" id="conversion-title">
        {t('conversion.running')}
      </h2>
      <Progress
        percent={Math.floor(job.progress * 100)}
        status={failure ? 'exception' : 'active'}
        aria-label={t('conversion.running')}
      />
      <p className="cf-quiet">{t('conversion.meanwhile')}</p>
      {(failure ?? refusal) && <Alert type="error" showIcon message={failure ?? refusal} />}
      <div>
        <Button danger loading={stopping} onClick={cancel}>
          {t('conversion.stop')}
        </Button>
      </div>
    </section>
  )
}
