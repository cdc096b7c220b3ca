import { afterEach, describe, expect, it, vi } from 'vitest'
import { save } from '../../api/download.ts'
import { chooseTarget, manyContacts } from './save-target.ts'

vi.mock('../../api/download.ts', () => ({ save: vi.fn() }))

afterEach(() => {
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

/** A browser that asks for a place, and the file that comes to be there. */
function disk() {
  const kept: Uint8Array[] = []
  const state = { closed: false, aborted: false }
  const writable = new WritableStream<Uint8Array>({
    write: (piece) => void kept.push(piece),
    close: () => void (state.closed = true),
    abort: () => void (state.aborted = true),
  })
  const picker = vi.fn(async () => ({ createWritable: async () => writable }))
  vi.stubGlobal('window', { showSaveFilePicker: picker })
  return { picker, state, text: () => Buffer.concat(kept).toString() }
}

const { signal } = new AbortController()

describe('an export of very many contacts', () => {
  it('is written to the disk as it comes, under the name it was given', async () => {
    const { picker, state, text } = disk()
    const target = await chooseTarget('contacts.csv', manyContacts)
    await target?.take(new Response('Name\r\nAnn\r\n'), signal)
    expect(picker).toHaveBeenCalledWith({ suggestedName: 'contacts.csv' })
    expect(text()).toBe('Name\r\nAnn\r\n')
    expect(state.closed).toBe(true)
    expect(save).not.toHaveBeenCalled()
  })

  it('leaves nothing behind where it breaks off or is cancelled', async () => {
    const broken = disk()
    const target = await chooseTarget('contacts.csv', manyContacts)
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    await expect(target?.take(new Response(body), signal)).rejects.toThrow('gone')
    expect(broken.state).toEqual({ closed: false, aborted: true })

    const cancelled = disk()
    const other = await chooseTarget('contacts.csv', manyContacts)
    await expect(other?.take(new Response('x'), AbortSignal.abort())).rejects.toThrow()
    expect(cancelled.state.closed).toBe(false)
  })

  it('does not begin where nobody gives it a place', async () => {
    const refuse = () => Promise.reject(new DOMException('no', 'AbortError'))
    vi.stubGlobal('window', { showSaveFilePicker: refuse })
    expect(await chooseTarget('contacts.csv', manyContacts)).toBeNull()
  })

  it('is handed over when complete where the browser cannot do better', async () => {
    vi.stubGlobal('window', {})
    const target = await chooseTarget('contacts.csv', manyContacts)
    await target?.take(new Response('x'), signal)
    expect(save).toHaveBeenCalledWith(expect.any(Blob), 'contacts.csv')
  })
})

it('asks for no place for a few contacts', async () => {
  const { picker } = disk()
  const target = await chooseTarget('contacts.csv', manyContacts - 1)
  await target?.take(new Response('x'), signal)
  expect(picker).not.toHaveBeenCalled()
  expect(save).toHaveBeenCalledOnce()
})
