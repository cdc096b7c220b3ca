import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import type { JobWorks } from '../jobs/job.ts'
import { shownJob } from '../jobs/schemas.ts'
import { applySchema } from './apply-schema.ts'
import { planSchema } from './plan-schema.ts'
import { pullSchema } from './read-set-up.ts'
import {
  appliedSchema,
  applyRequestSchema,
  documentSchema,
  planRequestSchema,
  planSchema as planAnswerSchema,
} from './schemas.ts'

const tags: DocumentTag[] = ['Set-up']
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const

const get = operation({
  method: 'get',
  path: '/schema',
  operationId: 'getSchema',
  permission: 'manage_fields',
  summary: 'The whole set-up as one document',
  description:
    'Roles, sections, fields and shared views by keys and names, as far as you see them. The same set-up is the same bytes, wherever it is: keep it under version control, and apply it to another installation.',
  tags,
  responses: { 200: json(documentSchema, 'The set-up'), ...refusals() },
})

const plan = operation({
  method: 'post',
  path: '/schema/plan',
  operationId: 'planSchema',
  permission: 'manage_fields',
  summary: 'What applying a document would do, step by step',
  description:
    'Nothing is changed. What is not in the document stays, unless `prune` names it. Steps about roles need `manage_people` too, those about views `manage_views`.',
  tags,
  request: { body: jsonBody(planRequestSchema) },
  responses: {
    200: json(planAnswerSchema, 'The steps; none where all is so already'),
    ...refusals(...bodyRefusals, 'busy', 'in_use', 'wrong_state'),
  },
})

const apply = operation({
  method: 'post',
  path: '/schema/apply',
  operationId: 'applySchema',
  permission: 'manage_fields',
  summary: 'Take the steps of a plan',
  description:
    'Exactly those, or none: where the set-up, or what a step touches, is no longer what it was, it is refused, and asks for a new plan. Each step is taken once, by its own rules; send the same again until it is `done`, also where a reply was lost.',
  tags,
  request: { body: jsonBody(applyRequestSchema) },
  responses: {
    200: json(appliedSchema, 'How far it is, and the conversion that is at work, if there is one'),
    ...refusals(...bodyRefusals, 'not_found', 'wrong_state', 'in_use', 'already_exists', 'busy'),
  },
})

export function schemaRoutes(works: JobWorks) {
  return createRouter({ lists: true })
    .openapi(get, async (c) => c.json(await pullSchema(c.get('ctx')), 200))
    .openapi(plan, async (c) => {
      const { document, prune } = c.req.valid('json')
      return c.json(await planSchema(c.get('ctx'), document, prune), 200)
    })
    .openapi(apply, async (c) => {
      const { planId } = c.req.valid('json')
      const { job, ...applied } = await applySchema(c.get('ctx'), works, planId)
      return c.json({ ...applied, ...(job && { job: shownJob(job, works[job.kind]) }) }, 200)
    })
}
