import { inject } from 'vitest'
import { openTargets } from './open-targets.ts'
import { makePerson } from './sign-in.ts'
import type { Detour, Started, Starting, StartTarget, Target } from './target.ts'
import { startWorkerdTarget } from './workerd.ts'

export { makePerson, type TestPerson } from './sign-in.ts'
export type { Started, Target } from './target.ts'

declare module 'vitest' {
  interface ProvidedContext {
    place: Place
  }
}

/** Where the API runs and what it keeps its data in. */
export type Place = 'node' | 'node-over-sqld' | 'workerd-over-sqld'

interface Setting {
  name: string
  runtime: 'node' | 'workerd'
  database: 'file' | 'server'
  start: StartTarget
}

// The whole server takes seconds to load: who asks the Worker has no need of it.
const onNode = () => import('./node.ts')

const settings: Record<Place, Setting> = {
  node: {
    name: 'Node',
    runtime: 'node',
    database: 'file',
    start: async (starting) => (await onNode()).startNodeTarget(starting),
  },
  'node-over-sqld': {
    name: 'Node over sqld',
    runtime: 'node',
    database: 'server',
    start: async (starting) => (await onNode()).startNodeOverServer(starting),
  },
  'workerd-over-sqld': {
    name: 'workerd over sqld',
    runtime: 'workerd',
    database: 'server',
    start: startWorkerdTarget,
  },
}

const setting = settings[inject('place')]

/**
 * Starts the API in one place or another before anybody has an account, for what is compared between
 * them; the Worker is there in its own project alone. It is closed at the end of the file.
 */
export async function startEmptyAt(place: Place): Promise<Started> {
  return opened(await settings[place].start({ hashing: 'cheap' }))
}

function opened(started: Started): Started {
  openTargets.add(started)
  return {
    ...started,
    async close() {
      openTargets.delete(started)
      await started.close()
    },
  }
}

/**
 * The place that this run of the contract suite is against.
 * @example
 * const api = await target.start()
 * const response = await api.fetch('/api/v1/fields')
 */
export const target = {
  /** Which one it is, for what is printed. */
  name: setting.name,
  /** For what differs by nature and not by mistake. */
  runtime: setting.runtime,
  database: setting.database,
  /**
   * Starts the API over a fresh, empty, migrated database. Several may live at once; each is closed
   * at the end of the file unless it has been before.
   */
  async start(detour?: Detour): Promise<Target> {
    const started = await target.startEmpty({ detour })
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
  async startEmpty({ hashing = 'deployed', ...more }: Partial<Starting> = {}): Promise<Started> {
    return opened(await setting.start({ hashing, ...more }))
  },
}
