import { Alert, App, Button, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { save } from '../../api/download.ts'
import { ApiError } from '../../api/api-error.ts'
import { pullSetUp } from '../../api/set-up.ts'
import { Failure } from '../../layout/failure.tsx'
import { FileDrop } from '../../layout/file-drop.tsx'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { InboxOutlined } from '../../layout/page-icons.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { ApplicationView } from './application-view.tsx'
import { PlanView } from './plan-view.tsx'
import { textOfSetUp } from './read-set-up-file.ts'
import { useApplying } from './use-applying.ts'
import { type Planning, usePlanning } from './use-planning.ts'
import './set-up-file.css'

/** The set-up as a file: taken away, or applied after a look at what it would change. */
export function SetUpFilePage() {
  const { t } = useTranslation()
  const planning = usePlanning()
  const applying = useApplying()
  const { application } = applying
  const isWorking = application?.state === 'running' || application?.state === 'stopping'
  const guard = useLeaveGuard(isWorking, {
    title: t('setUpFile.leaveTitle'),
    text: t('setUpFile.leaveText'),
  })
  return (
    <Page
      title={t('setUpFile.title')}
      intro={t('setUpFile.intro')}
      width="reading"
      back={{ to: '/fields', label: t('fields.title') }}
      actions={<DownloadButton />}
    >
      <div className="cf-stack">
        {!isWorking && (
          <FileCard
            planning={planning}
            onChoose={(file) => {
              applying.forget()
              void planning.choose(file)
            }}
          />
        )}
        {application ? (
          <ApplicationView
            application={application}
            onStop={applying.stop}
            onAgain={() => {
              applying.forget()
              void planning.again()
            }}
          />
        ) : (
          <PlanView planning={planning} onApply={(plan) => void applying.start(plan)} />
        )}
      </div>
      {guard.dialog}
    </Page>
  )
}

function DownloadButton() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    try {
      const text = textOfSetUp(await pullSetUp())
      save(new Blob([text], { type: 'application/json' }), 'set-up.json')
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={download}>
      {t('setUpFile.download')}
    </Button>
  )
}

function FileCard({ planning, onChoose }: { planning: Planning; onChoose(file: File): void }) {
  const { t } = useTranslation()
  const { planned, busy } = planning
  return (
    <section className="cf-card cf-form-card cf-stack" aria-labelledby="set-up-file-choice">
      <h2 className="cf-section-title" id="set-up-file-choice">
        {t('setUpFile.fileTitle')}
      </h2>
      <FileDrop
        file={planned?.file ?? null}
        busy={false}
        accepted=".json,application/json"
        icon={<InboxOutlined />}
        words={{
          drop: t('setUpFile.drop'),
          hint: t('setUpFile.dropHint'),
          choose: t('setUpFile.choose'),
          chooseOther: t('setUpFile.chooseOther'),
        }}
        onChoose={onChoose}
      />
      {busy && (
        <p role="status">
          <Spin size="small" /> {t('setUpFile.planning')}
        </p>
      )}
      {planned?.failure && <PlanFailure error={planned.failure} planning={planning} />}
    </section>
  )
}

/** Why there is no plan: what of the file cannot be so, by its place, or what keeps the server from it. */
function PlanFailure({ error, planning }: { error: Error; planning: Planning }) {
  const { t } = useTranslation()
  const reasons = error instanceof ApiError ? Object.entries(error.errors) : []
  if (reasons.length === 0)
    return (
      <Failure
        title={t('setUpFile.planFailed')}
        error={error}
        {...(error instanceof ApiError && { onRetry: planning.again })}
      />
    )
  return (
    <Alert
      type="error"
      showIcon
      message={t('setUpFile.planFailed')}
      description={
        <ul className="cf-bullets">
          {reasons.map(([path, told]) => (
            <li key={path}>
              <code>
                <bdi>{path}</bdi>
              </code>{' '}
              {told.join('; ')}
            </li>
          ))}
        </ul>
      }
    />
  )
}
