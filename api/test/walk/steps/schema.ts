import type { Step } from '../step.ts'

const document = (fields: object[]) => ({ cardfile: 1, roles: [], sections: [], fields, views: [] })
const planned = { key: 'planned', name: 'Planned', type: 'text' }

/** The set-up as a document: taken, planned and applied. */
export const schema: Step[] = [
  { ask: 'GET /schema', answer: '200' },
  { by: 'agent', ask: 'GET /schema', answer: '403 forbidden' },
  { ask: 'POST /schema/plan', body: { document: document([]) }, answer: '200' },
  { ask: 'POST /schema/plan', body: { document: document([{ key: 'x' }]) }, answer: '422 invalid' },
  {
    ask: 'POST /schema/plan',
    body: { document: document([planned]) },
    answer: '200',
    keep: { schemaPlan: 'planId' },
  },
  { ask: 'POST /schema/apply', body: { planId: '{{schemaPlan}}' }, answer: '200' },
  { ask: 'POST /schema/apply', body: {}, answer: '422 invalid' },
  {
    ask: 'POST /schema/plan',
    body: { document: document([{ key: 'planned', helpText: 'Since when' }]) },
    answer: '200',
    keep: { latePlan: 'planId' },
  },
  {
    ask: 'PATCH /fields/{{motto}}',
    headers: { 'if-match': '*' },
    body: { helpText: 'In between' },
    answer: '200',
  },
  { ask: 'POST /schema/apply', body: { planId: '{{latePlan}}' }, answer: '409 wrong_state' },
  { ask: 'POST /schema/apply', body: { planId: 'nosuch' }, answer: '404 not_found' },
]
