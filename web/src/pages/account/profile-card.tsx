import { useInvalidateAuthStore } from '@refinedev/core'
import { App, Button, Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reasons } from '@cardfile/openapi'
import type { Me } from '../../access/me.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client } from '../../api/client.ts'

export function ProfileCard({ me }: { me: Me }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const refreshMe = useInvalidateAuthStore()
  const [name, setName] = useState(me.caller.name)
  const [errors, setErrors] = useState<Reasons>({})
  const [busy, setBusy] = useState(false)
  const before = me.caller.name
  const rename = async (to: string) => {
    await client.PATCH('/api/v1/me', { body: { name: to } })
    await refreshMe()
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setErrors({})
    try {
      await rename(name)
      toast(t('account.nameSaved'), async () => {
        await rename(before)
        setName(before)
      })
    } catch (error) {
      if (error instanceof ApiError && error.errors.name) setErrors(error.errors)
      else message.error(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  return (
    <section className="cf-card cf-account-card" aria-labelledby="profile-title">
      <h2 className="cf-section-title" id="profile-title">
        {t('account.profile')}
      </h2>
      <form noValidate onSubmit={save} aria-label={t('account.profile')}>
        <Property id="name" label={t('people.name')} reasons={errors.name}>
          <Input
            {...propertyAria('name', errors.name, null)}
            autoComplete="name"
            aria-required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Property>
        <div>
          <Button htmlType="submit" loading={busy} disabled={name === me.caller.name}>
            {t('account.saveName')}
          </Button>
        </div>
      </form>
    </section>
  )
}
