import type { DatabaseClient } from '../db/client.ts'
import { type Send, tries } from '../../test/crash/tries.ts'

/** A field that becomes another type in steps, one that is new, a role, and one that goes. */
const document = {
  cardfile: 1,
  roles: [{ name: 'Lead', permissions: ['view_contacts'] }],
  sections: [{ name: 'Contract' }],
  fields: [
    { key: 'seats', type: 'text', section: 'Contract' },
    {
      key: 'plan',
      name: 'Plan',
      type: 'text',
      viewRoles: ['Lead'],
      requiredWhen: { field: 'seats', operator: 'eq', value: '1' },
    },
  ],
  views: [{ name: 'Seats', filter: { field: 'plan', operator: 'nnull' }, roles: ['Lead'] }],
}

/**
 * A plan with a conversion, applied over and over against copies of one database.
 *
 * @param fill writes contacts with whole numbers in the field `seats`
 */
export function appliedPlan(fill: (send: Send, client: DatabaseClient) => Promise<void>) {
  let planId: string
  return tries({
    async prepare(send, client) {
      await send('POST', '/fields', { name: 'Seats', type: 'integer', indexed: true })
      await send('POST', '/fields', { name: 'Gone', type: 'text' })
      await fill(send, client)
      const plan = await send('POST', '/schema/plan', { document, prune: { fields: ['gone'] } })
      planId = String(plan.planId)
    },
    async program(send) {
      for (;;) {
        const { done } = await send('POST', '/schema/apply', { planId })
        if (done) return
      }
    },
    state: 'whole',
  })
}
