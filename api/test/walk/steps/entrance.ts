import { testSetupToken } from '../../targets/sign-in.ts'
import type { Step } from '../step.ts'

/** What everybody of the walk signs in with. */
export const password = 'correct horse battery'
const owner = { name: 'Olive Owner', email: 'olive@example.com', password, token: testSetupToken }

/** From an installation that nobody has been to, to its owner, who takes most other steps. */
export const entrance: readonly Step[] = [
  { by: 'nobody', ask: 'GET /healthz', answer: '200' },
  { by: 'nobody', ask: 'GET /setup', answer: '200' },
  { by: 'nobody', ask: 'GET /me', answer: '401 unauthenticated' },
  {
    by: 'owner',
    ask: 'POST /setup',
    body: { ...owner, token: 'a guess' },
    answer: '403 forbidden',
  },
  {
    by: 'owner',
    ask: 'POST /setup',
    body: { ...owner, token: undefined },
    answer: '403 forbidden',
  },
  { by: 'owner', ask: 'POST /setup', body: { ...owner, password: 'short' }, answer: '422 invalid' },
  { by: 'owner', ask: 'POST /setup', body: { ...owner, email: 'olive' }, answer: '422 invalid' },
  {
    by: 'owner',
    ask: 'POST /setup',
    body: { ...owner, name: 'x'.repeat(20_000) },
    answer: '413 too_large',
  },
  { by: 'owner', ask: 'POST /setup', body: owner, answer: '201' },
  { by: 'owner', ask: 'POST /setup', body: owner, answer: '409 wrong_state' },
  { by: 'nobody', ask: 'GET /setup', answer: '200' },
  { ask: 'GET /me', answer: '200', keep: { owner: 'caller.id' } },
  { ask: 'PATCH /me', body: { name: 'Olive' }, answer: '200' },
  { ask: 'PATCH /me', body: { name: '' }, answer: '422 invalid' },
  { ask: 'PATCH /me', body: { name: 'Olive', role: 'admin' }, answer: '422 invalid' },
  // For a minute a session's cookie tells the name that it was made with: how long the walk takes decides nothing.
  { ask: 'PATCH /me', body: { name: owner.name }, answer: '200' },
  {
    ask: 'PATCH /me/preferences',
    body: {
      contactColumns: [
        { field: 'name', width: null },
        { field: 'email', width: 240 },
      ],
    },
    answer: '200',
  },
  { ask: 'PATCH /me/preferences', body: { contactColumns: 'name' }, answer: '422 invalid' },
  { ask: 'GET /jobs', answer: '200' },
  { ask: 'GET /openapi.json', answer: '200' },
  { ask: 'GET /nothing', answer: '404 not_found' },
  { ask: 'DELETE /contacts', answer: '405 method_not_allowed' },
  { ask: 'GET /api/auth/get-session', answer: '200' },
  { ask: 'GET /api/auth/list-sessions', answer: '200' },
  { by: 'nobody', ask: 'GET /api/auth/get-session', answer: '401 unauthenticated' },
  { ask: 'GET /api/auth/nothing', answer: '404 not_found' },
]
