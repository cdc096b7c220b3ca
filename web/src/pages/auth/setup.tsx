import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { AuthPage } from '../../access/auth-page.tsx'
import { readSetupState } from '../../access/sign-in-api.ts'
import { client, withoutSession } from '../../api/client.ts'
import { Failure } from '../../layout/failure.tsx'
import { TextProperty } from '../../layout/text-property.tsx'
import { CredentialsForm, NewPassword } from './credentials-form.tsx'
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
  const [token, setToken] = useState(takeFragment)
  const [account, setAccount] = useState({ name: '', email: '', password: '' })
  const set = (part: Partial<typeof account>) => setAccount((before) => ({ ...before, ...part }))

  const send = async () => {
    await client.POST('/api/v1/setup', {
      ...withoutSession,
      body: { ...(tokenRequired ? { token: token.trim() } : {}), ...account },
    })
    queries.removeQueries()
    navigate('/', { replace: true })
  }
  return (
    <CredentialsForm label={t('setup.title')} submit={t('setup.submit')} onSubmit={send}>
      {(errors) => (
        <>
          {tokenRequired && (
            <TextProperty
              id="token"
              label={t('setup.token')}
              hint={t('setup.tokenHint')}
              reasons={errors.token}
              size="large"
              autoCapitalize="none"
              spellCheck={false}
              value={token}
              onText={setToken}
            />
          )}
          <TextProperty
            id="name"
            label={t('people.name')}
            reasons={errors.name}
            size="large"
            autoComplete="name"
            value={account.name}
            onText={(name) => set({ name })}
          />
          <TextProperty
            id="email"
            label={t('people.email')}
            reasons={errors.email}
            size="large"
            type="email"
            inputMode="email"
            autoComplete="username"
            value={account.email}
            onText={(email) => set({ email })}
          />
          <NewPassword
            label={t('signIn.password')}
            reasons={errors.password}
            value={account.password}
            onText={(password) => set({ password })}
          />
        </>
      )}
    </CredentialsForm>
  )
}
