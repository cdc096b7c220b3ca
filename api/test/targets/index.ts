import { afterAll, inject } from 'vitest'
import { removeDatabases } from './fresh-database.ts'
import { startNodeTarget } from './node.ts'
import { makePerson } from './sign-in.ts'
import type { Started, StartTarget, Target } from './target.ts'
import { closeWorkerdTargets, startWorkerdTarget } from './workerd.ts'

export { makePerson, type TestPerson } from './sign-in.ts'
export type { Started, Target } from './target.ts'

declare module 'vitest' {
  interface ProvidedContext {
    runtime: 'node' | 'workerd'
  }
}

const starters: Record<'node' | 'workerd', StartTarget> = {
  node: startNodeTarget,
  workerd: startWorkerdTarget,
}

const open = new Set<Started>()

afterAll(async () => {
  await Promise.all([...open].map((target) => target.close()))
  await closeWorkerdTargets()
  removeDatabases()
})

/**
 * The runtime that this run of the contract suite is against.
 * @example
 * const api = await target.start()
 * const response = await api.fetch('/api/v1/fields')
 */
export const target = {
  /** Which runtime it is; for what is printed, not for what is expected. */
  runtime: inject('runtime'),
  /**
   * Starts the API over a fresh, empty, migrated database. Several may live at once; each is closed
   * at the end of the file unless it has been before.
   */
  async start(): Promise<Target> {
    const started = await target.startEmpty()
    const owner = await makePerson(started.client, 'owner', { name: 'Olive Owner' })
    return {
      ...started,
      owner,
      fetch(path, init = {}) {
        const headers = new Headers(init.headers)
        if (!headers.has('authorization') && !headers.has('cookie'))
          for (const [name, value] of Object.entries(owner.headers))
            if (!headers.has(name)) headers.set(name, value)
        return started.ask(path, { ...init, headers })
      },
    }
  },
  /** The same before anybody has an account. */
  async startEmpty(): Promise<Started> {
    const started = await starters[inject('runtime')]()
    open.add(started)
    return {
      ...started,
      async close() {
        open.delete(started)
        await started.close()
      },
    }
  },
}
