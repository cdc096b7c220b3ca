import { useEffect, useRef, useState } from 'react'

/**
 * Runs what a form's Save does. One may go on typing meanwhile, so `done` is told what was typed since.
 * A form that is left while it is saved gives its request up.
 *
 * @param draft what stands in the form; another object whenever something is typed
 */
export function useSaving<Draft>(draft: Draft) {
  const latest = useRef(draft)
  latest.current = draft
  const sending = useRef<AbortController>(null)
  useEffect(() => () => sending.current?.abort(), [])
  const [busy, setBusy] = useState(false)

  async function run<Answer>({ send, done, failed }: SavingSteps<Draft, Answer>): Promise<void> {
    if (busy) return
    const sent = latest.current
    const { signal } = (sending.current = new AbortController())
    setBusy(true)
    try {
      const answer = await send(signal)
      const now = latest.current
      await done(answer, now === sent ? null : { sent, now })
    } catch (error) {
      if (!signal.aborted) failed(error)
    }
    setBusy(false)
  }
  return { busy, run }
}

interface SavingSteps<Draft, Answer> {
  send(signal: AbortSignal): Promise<Answer>
  /** @param since what was sent and what stands there now; null where nothing was typed meanwhile */
  done(answer: Answer, since: TypedSince<Draft> | null): unknown
  failed(error: unknown): void
}

export interface TypedSince<Draft> {
  sent: Draft
  now: Draft
}

/** What a form goes on from: as it is stored now, but for what was typed meanwhile. */
export function withTypedSince<Draft extends object>(
  stored: Draft,
  { sent, now }: TypedSince<Draft>,
): Draft {
  const since = Object.entries(now).filter(([name, value]) => sent[name as keyof Draft] !== value)
  return { ...stored, ...Object.fromEntries(since) }
}
