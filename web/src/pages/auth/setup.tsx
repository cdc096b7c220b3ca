import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import type { Reasons } from '@cardfile/openapi'
import { AuthPage } from '../../access/auth-page.tsx'
import { AuthForm } from '../../access/auth-form.tsx'
import { PasswordInput } from '../../access/password-input.tsx'
import { readSetupState } from '../../access/sign-in-api.ts'
import { focusFirstProperty, Property, propertyAria } from '../../layout/property.tsx'
import { TextProperty } from '../../layout/text-property.tsx'
import { Failure } from '../../layout/failure.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client, withoutSession } from '../../api/client.ts'
import { takeFragment } from './take-fragment.ts'

/** The first start: makes the owner's account. */
export function SetupPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['setup-state'],
    queryFn: ({ signal }) => readSetupState(signal),
  })
  if (data && !data.needed) return <Navigate to="/sign-in" replace />
  return (
    <AuthPage title={t('setup.title')} intro={t('setup.intro')}>
      {error && <Failure title={t('errors.start')} error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton active />}
      {data && <SetupForm tokenRequired={data.tokenRequired} />}
    </AuthPage>
  )
}

function SetupForm({ tokenRequired }: { tokenRequired: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
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
      await client.POST('/api/v1/setup', {
        ...withoutSession,
        body: { ...(tokenRequired ? { token: token.trim() } : {}), ...account },
      })
      queries.removeQueries()
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
    <AuthForm
      ref={form}
      label={t('setup.title')}
      failure={failure}
      busy={busy}
      submit={t('setup.submit')}
      onSubmit={submit}
    >
      {tokenRequired && (
        <TextProperty
          id="token"
          label={t('setup.token')}
          hint={t('setup.tokenHint')}
          reasons={errors.token}
          size="large"
          autoCapitalize="none"
          spellCheck={false}
          value={body.token}
          onText={(text) => set({ token: text })}
        />
      )}
      <TextProperty
        id="name"
        label={t('people.name')}
        reasons={errors.name}
        size="large"
        autoComplete="name"
        value={body.name}
        onText={(text) => set({ name: text })}
      />
      <TextProperty
        id="email"
        label={t('people.email')}
        reasons={errors.email}
        size="large"
        type="email"
        inputMode="email"
        autoComplete="username"
        value={body.email}
        onText={(text) => set({ email: text })}
      />
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
    </AuthForm>
  )
}
