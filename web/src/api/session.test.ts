import { describe, expect, it, vi } from 'vitest'
import { sendSignedIn, Session } from './session.ts'

const ok = () => new Response('{}')
const refused = () => new Response('{}', { status: 401 })

describe('a session that ends while one works', () => {
  it('lets what was refused wait, and sends it once more after a new sign-in', async () => {
    const session = new Session()
    session.begin()
    const first = vi.fn<() => Promise<Response>>().mockResolvedValueOnce(refused())
    first.mockResolvedValueOnce(ok())
    const second = vi.fn<() => Promise<Response>>().mockResolvedValueOnce(refused())
    second.mockResolvedValueOnce(ok())
    const answers = Promise.all([
      sendSignedIn(first, { over: session }),
      sendSignedIn(second, { over: session }),
    ])
    await vi.waitFor(() => expect(session.view().ended).toBe(true))
    session.settle(true)
    expect((await answers).map(({ status }) => status)).toEqual([200, 200])
    expect(session.view().ended).toBe(false)
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([2, 2])
  })

  it('hands the refusal on where the person gives up', async () => {
    const session = new Session()
    session.begin()
    const send = vi.fn<() => Promise<Response>>(async () => refused())
    const answer = sendSignedIn(send, { over: session })
    await vi.waitFor(() => expect(session.view().ended).toBe(true))
    session.settle(false)
    expect((await answer).status).toBe(401)
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('asks again for what the person does, and not for what the screens look up', async () => {
    const session = new Session()
    session.begin()
    const given = sendSignedIn(async () => refused(), { over: session })
    await vi.waitFor(() => expect(session.view().ended).toBe(true))
    session.settle(false)
    await given
    await sendSignedIn(async () => refused(), { matters: false, over: session })
    expect(session.view().ended).toBe(false)
    void sendSignedIn(async () => refused(), { over: session })
    await vi.waitFor(() => expect(session.view().ended).toBe(true))
  })

  it('asks nobody who was never signed in', async () => {
    const session = new Session()
    expect((await sendSignedIn(async () => refused(), { over: session })).status).toBe(401)
    expect(session.view().ended).toBe(false)
  })

  it('asks anew who may do what when something turns out to be forbidden', async () => {
    const session = new Session()
    const rechecked = vi.fn<() => void>()
    session.onRecheck(rechecked)
    await sendSignedIn(async () => new Response('{}', { status: 403 }), { over: session })
    expect(rechecked).toHaveBeenCalledTimes(1)
  })
})
