import { setupSchema, setupStateSchema, detail } from '@cardfile/openapi'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import { passCookies, signIn } from './sign-in.ts'
import { completeSetup, ensureOwner, isSetupNeeded } from './setup.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { refuseForeign } from '../http/guard.ts'
import { type Accounts, originOf } from '../installation/account-settings.ts'

const tags: DocumentTag[] = ['Accounts']

const getSetup = operation({
  method: 'get',
  path: '/setup',
  operationId: 'getSetup',
  permission: 'public',
  summary: 'Whether the first account is still to be made',
  tags,
  responses: { 200: json(setupStateSchema, 'The state'), ...refusals() },
})

const postSetup = operation({
  method: 'post',
  path: '/setup',
  operationId: 'completeSetup',
  permission: 'public',
  summary: 'Make the first account, an owner’s, and sign in',
  description: 'Answers 409 as soon as anybody has an account.',
  tags,
  request: { body: jsonBody(setupSchema) },
  responses: {
    201: json(setupStateSchema, 'It is made; the answer sets the session’s cookie'),
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'invalid',
      'forbidden',
      'wrong_origin',
      'wrong_state',
      'too_many_requests',
    ),
  },
})

export function setupRoutes(accounts: Accounts) {
  const tokenRequired = accounts.settings.setupToken !== null
  const singleSignOn = accounts.settings.oidc?.name ?? null
  return createRouter()
    .openapi(getSetup, async (c) => {
      const ctx = c.get('ctx')
      await ensureOwner(accounts, ctx)
      return c.json({ needed: await isSetupNeeded(ctx), tokenRequired, singleSignOn }, 200)
    })
    .openapi(postSetup, async (c) => {
      const body = c.req.valid('json')
      refuseForeign(c.req.raw, originOf(accounts, c.req.raw))
      if (!tokenRequired) refuseForwarded(c.req.raw)
      await completeSetup(accounts, c.get('ctx'), body)
      passCookies(await signIn(accounts, c.get('ctx'), c.req.raw, body), c)
      return c.json({ needed: false, tokenRequired, singleSignOn }, 201)
    })
}

/**
 * Without a token only this machine's own people may make the first account; what a proxy has brought
 * may be anybody's.
 */
function refuseForwarded({ headers }: Request): void {
  const brought = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']
  if (brought.some((name) => headers.has(name)))
    throw new ProblemError('forbidden', {
      detail: detail('setup_through_proxy'),
    })
}
