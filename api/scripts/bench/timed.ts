import type { Work } from './job.ts'

export async function timed(work: () => Promise<void>): Promise<Work> {
  const begun = performance.now()
  await work()
  return { seconds: (performance.now() - begun) / 1000 }
}
