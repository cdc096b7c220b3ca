import { describe, expect, it } from 'vitest'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'
import { ApiError } from '../../../api/api-error.ts'
import type { ImportApi, ImportState } from './import-api.ts'
import { runImport, type RunProgress } from './import-run.ts'
import type { SheetSource } from '../sheet/sheet-source.ts'

const soon = () => new Promise((resolve) => setTimeout(resolve, 5))
const lost = () => new ApiError('lost', 0, 'network')
const chunk = (number: number): SheetRow[] => [{ number, cells: ['x'] }]

function sourceOf(chunks: SheetRow[][]): SheetSource {
  const left = [...chunks]
  return { read: 0.5, hiddenRows: 0, next: async () => left.shift() ?? null }
}

/** A server that applies each chunk once and fails where the test says so. */
function server(failures: (Error | null)[] = []) {
  const calls: string[] = []
  const applied = new Set<number>()
  const state = (): ImportState => ({
    id: 'i1',
    state: 'running',
    mode: 'merge',
    fileName: 'f.csv',
    dryRun: false,
    columns: [],
    constants: [],
    nameFrom: [],
    counts: {
      rows: applied.size,
      created: applied.size,
      merged: 0,
      updated: 0,
      replaced: 0,
      skipped: 0,
      unchanged: 0,
      failed: 0,
    },
    noted: { rows: 0, counts: [] },
    chunkRows: 1_000,
    nextChunk: applied.size,
    totalRows: null,
    startedAt: '2026-11-22T00:00:00.000Z',
    updatedAt: '2026-11-22T00:00:00.000Z',
    finishedAt: null,
    actor: null,
    undo: null,
  })
  const api: ImportApi = {
    start: async () => state(),
    read: async () => state(),
    send: async (_id, number) => {
      calls.push(`send ${number}`)
      const failure = failures.shift()
      if (failure) throw failure
      applied.add(number)
      return state()
    },
    finish: async () => {
      calls.push('finish')
      return { ...state(), state: 'finished' }
    },
    cancel: async () => {
      calls.push('cancel')
      return { ...state(), state: 'cancelled' }
    },
  }
  return { api, calls, applied, state }
}

type Served = ReturnType<typeof server>
const run = (
  { api, state }: Served,
  source: SheetSource,
  more: Partial<Parameters<typeof runImport>[0]> = {},
) =>
  runImport({
    api,
    begun: state(),
    source,
    prepare: (row) => row,
    signal: new AbortController().signal,
    held: async () => undefined,
    onProgress: () => undefined,
    pause: async () => undefined,
    ...more,
  })

describe('sending a file', () => {
  it('numbers its chunks from 0 and finishes', async () => {
    const served = server()
    expect(await run(served, sourceOf([chunk(2), chunk(3)]))).toMatchObject({
      id: 'i1',
      state: 'finished',
    })
    expect(served.calls).toEqual(['send 0', 'send 1', 'finish'])
  })

  it('sends a chunk again under its number when the connection is lost, and says so', async () => {
    const served = server([null, lost(), lost()])
    const told: RunProgress[] = []
    await run(served, sourceOf([chunk(2), chunk(3)]), { onProgress: (one) => told.push(one) })
    expect(served.calls).toEqual(['send 0', 'send 1', 'send 1', 'send 1', 'finish'])
    expect(told.some(({ waiting }) => waiting)).toBe(true)
    expect(told.at(-1)).toMatchObject({ waiting: false, import: { counts: { rows: 2 } } })
  })

  it('sends two chunks while another is being applied, but no fourth', async () => {
    const served = server()
    const answers: (() => void)[] = []
    const { send } = served.api
    served.api.send = async (...args) => {
      const answered = send(...args)
      await new Promise<void>((resolve) => answers.push(resolve))
      return answered
    }
    const running = run(served, sourceOf([2, 3, 4, 5].map(chunk)))
    await soon()
    expect(served.calls).toEqual(['send 0', 'send 1', 'send 2'])
    answers.shift()?.()
    await soon()
    expect(served.calls).toEqual(['send 0', 'send 1', 'send 2', 'send 3'])
    for (const answer of answers) answer()
    await running
    expect(served.calls.at(-1)).toBe('finish')
  })

  it('sends a chunk again that overtook the one before it', async () => {
    const served = server([null, new ApiError('the next chunk is 0', 409, 'wrong_state')])
    await run(served, sourceOf([chunk(2), chunk(3)]))
    expect(served.calls).toEqual(['send 0', 'send 1', 'send 1', 'finish'])
  })

  it('sends nothing new until a chunk that came too early has come', async () => {
    const served = server([null, new ApiError('the next chunk is 0', 409, 'wrong_state')])
    const { send } = served.api
    const came = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    served.api.send = async (...sent) => {
      const state = await send(...sent)
      await came[sent[1]]?.promise
      return state
    }
    const running = run(served, sourceOf([2, 3, 4, 5, 6].map(chunk)))
    came[0]?.resolve()
    await soon()
    expect(served.calls).not.toContain('send 3')
    came[1]?.resolve()
    await running
    expect(served.calls.at(-2)).toBe('send 4')
  })

  it('gives up at a refusal and closes the import, so that its result can be read', async () => {
    const served = server([new ApiError('too large', 413, 'too_large')])
    await expect(run(served, sourceOf([chunk(2), chunk(3)]))).rejects.toThrow('too large')
    // The next chunk may be on its way by then: the server refuses it, as its turn never comes.
    expect(served.calls).toEqual(['send 0', 'send 1', 'cancel'])
  })

  it('goes on after the chunks that an earlier visit sent', async () => {
    const served = server()
    served.applied.add(0).add(1)
    await run(served, sourceOf([chunk(2), chunk(3), chunk(4)]))
    expect(served.calls).toEqual(['send 2', 'finish'])
  })

  it('sends nothing while it is paused', async () => {
    const served = server()
    let goOn = () => undefined as void
    const paused = new Promise<void>((resolve) => (goOn = resolve))
    const running = run(served, sourceOf([chunk(2)]), { held: () => paused })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(served.calls).toEqual([])
    goOn()
    await running
    expect(served.calls).toEqual(['send 0', 'finish'])
  })

  it('stops when it is cancelled, also while it waits for the connection', async () => {
    const abort = new AbortController()
    const served = server([lost()])
    const ended = await run(served, sourceOf([chunk(2), chunk(3)]), {
      signal: abort.signal,
      pause: async () => abort.abort(),
    })
    expect(ended.state).toBe('cancelled')
    expect(served.calls).toEqual(['send 0', 'cancel'])
  })

  it('closes the import when the file turns out to be broken further down', async () => {
    const served = server()
    let reads = 0
    const source: SheetSource = {
      read: 0,
      hiddenRows: 0,
      next: async () => {
        if (++reads > 1) throw new Error('row 3: a quote never ends')
        return chunk(2)
      },
    }
    await expect(run(served, source)).rejects.toThrow('a quote never ends')
    expect(served.calls).toEqual(['send 0', 'cancel'])
  })
})
