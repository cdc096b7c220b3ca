import { expect } from 'vitest'
import type { Api } from './api.ts'

export interface Step {
  action: string
  target: string
  key: string
  changes: string[]
  contacts: number
  inTheWay: number
  dangers: string[]
}

export interface Plan {
  planId: string | null
  steps: Step[]
}

export type SetUp = Record<'roles' | 'sections' | 'fields' | 'views', Record<string, unknown>[]>

export const schemaPath = '/api/v1/schema'

/** A document that says nothing. */
export const nothing = { cardfile: 1, roles: [], sections: [], fields: [], views: [] }

export const pull = async (api: Pick<Api, 'fetch'>) => (await api.fetch(schemaPath)).text()
export const pulled = async (api: Pick<Api, 'fetch'>) => JSON.parse(await pull(api)) as SetUp

const bodyOf = (some: object, prune?: object) => ({
  document: { ...nothing, ...some },
  ...(prune && { prune }),
})

/** A plan that must come to be. @param some what the document says besides nothing */
export async function planned(api: Api, some: object, prune?: object): Promise<Plan> {
  const { status, body } = await api.post<Plan>(`${schemaPath}/plan`, bodyOf(some, prune))
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Asks for a plan that is none. */
export const refusedPlan = (api: Api, some: object, prune?: object) =>
  api.refused('POST', `${schemaPath}/plan`, { body: bodyOf(some, prune) })

export const refusedApply = (api: Api, planId: string | null) =>
  api.refused('POST', `${schemaPath}/apply`, { body: { planId } })

export async function applied(api: Api, planId: string | null): Promise<void> {
  for (let isDone = false; !isDone;) {
    const { status, body } = await api.post<{ done: boolean }>(`${schemaPath}/apply`, { planId })
    expect(status, JSON.stringify(body)).toBe(200)
    isDone = body.done
  }
}

/** Plans, applies, and finds that nothing is left to do. @returns what was done */
export async function taken(api: Api, some: object, prune?: object): Promise<string[]> {
  const { planId, steps } = await planned(api, some, prune)
  if (planId !== null) await applied(api, planId)
  expect((await planned(api, some, prune)).steps).toEqual([])
  return summary({ steps })
}

export const summary = ({ steps }: Pick<Plan, 'steps'>) =>
  steps.map(({ action, target, key }) => `${action} ${target} ${key}`)
