import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Skeleton } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import type { Reasons } from '@cardfile/openapi'
import { Entrance } from '../../access/entrance.tsx'
import { PasswordInput } from '../../access/password-input.tsx'
import { readEntrance } from '../../access/sign-in-api.ts'
import { focusFirstProperty, Property, propertyAria } from '../../field-form/property.tsx'
import { Failure } from '../../layout/failure.tsx'
import { ApiError } from '../../providers/api-error.ts'
import { request } from '../../providers/api.ts'
import { takeFragment } from './take-fragment.ts'

/** The first start: makes the owner's account. */
export function SetupPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['entrance'],
    queryFn: ({ signal }) => readEntrance(signal),
  })
  if (data && !data.needed) return <Navigate to="/sign-in" replace />
  return (
    <Entrance title={t('setup.title')} intro={t('setup.intro')}>
      {error && <Failure title={t('errors.start')} error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton active />}
      {data && <SetupForm tokenRequired={data.tokenRequired} />}
    </Entrance>
  )
}

function SetupForm({ tokenRequired }: { tokenRequired: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [body, setBody] = useState({ token: '', name: '', email: '', password: '' })
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<typeof body>) => setBody((before) => ({ ...before, ...part }))

  useEffect(() => {
    const token = takeFragment()
    if (token) set({ token })
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])]
    inputs.find(({ value, id }) => value === '' && !(token && id === 'token'))?.focus()
  }, [])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setErrors({})
    setFailure(null)
    try {
      const { token, ...account } = body
      await request('/setup', {
        method: 'POST',
        asksToSignIn: false,
        body: { ...(tokenRequired ? { token: token.trim() } : {}), ...account },
      })
      client.removeQueries()
      navigate('/', { replace: true })
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      setErrors(reasons)
      if (Object.keys(reasons).length > 0) focusFirstProperty(form.current)
      else setFailure(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return (
    <form
      ref={form}
      className="cf-stack"
      noValidate
      onSubmit={submit}
      aria-label={t('setup.title')}
    >
      <div className="cf-alert-place">
        {failure && <Alert type="error" showIcon message={failure} />}
      </div>
      {tokenRequired && (
        <Property
          id="token"
          label={t('setup.token')}
          hint={t('setup.tokenHint')}
          reasons={errors.token}
        >
          <Input
            {...propertyAria('token', errors.token, true)}
            size="large"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-required
            value={body.token}
            onChange={(event) => set({ token: event.target.value })}
          />
        </Property>
      )}
      <Property id="name" label={t('people.name')} reasons={errors.name}>
        <Input
          {...propertyAria('name', errors.name, null)}
          size="large"
          autoComplete="name"
          aria-required
          value={body.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Property>
      <Property id="email" label={t('people.email')} reasons={errors.email}>
        <Input
          {...propertyAria('email', errors.email, null)}
          size="large"
          type="email"
          inputMode="email"
          autoComplete="username"
          aria-required
          value={body.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Property>
      <Property
        id="password"
        label={t('signIn.password')}
        hint={t('setPassword.hint')}
        reasons={errors.password}
      >
        <PasswordInput
          {...propertyAria('password', errors.password, true)}
          size="large"
          autoComplete="new-password"
          aria-required
          value={body.password}
          onChange={(event) => set({ password: event.target.value })}
        />
      </Property>
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        {t('setup.submit')}
      </Button>
    </form>
  )
}
