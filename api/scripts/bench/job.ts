// One job in a process of its own: node job.ts <name> <args>. Its last word is a `Measured` as JSON.
import { runTask } from '../task.ts'
import type { Measured } from './measured.ts'
import { peakMb } from './peak-memory.ts'

// Loaded only where they run: what a job does not need must not count as its memory.
const jobs = {
  readSheet: async (file) => (await import('./sheet-jobs.ts')).readSheet(file),
  writeSheet: async (...args) => (await import('./sheet-jobs.ts')).writeSheet(...args),
  readWithSheetJs: async (file) => (await import('./sheetjs-jobs.ts')).readWithSheetJs(file),
  writeWithSheetJs: async (...args) =>
    (await import('./sheetjs-jobs.ts')).writeWithSheetJs(...args),
  exportWithSheetJs: async (...args) =>
    (await import('./sheetjs-jobs.ts')).exportWithSheetJs(...args),
  bareInsert: async (count) => (await import('./bare-insert.ts')).bareInsert(count),
  sendSheet: async (...args) => (await import('./send-sheet.ts')).sendSheet(...args),
  trySheet: async (...args) => (await import('./send-sheet.ts')).trySheet(...args),
} as const satisfies Record<string, Job>

export type JobName = keyof typeof jobs

/** What a job knows of its work; its memory is looked up when it is over. */
export type Work = Pick<Measured, 'seconds'> & Partial<Pick<Measured, 'longestBlockMs'>>

type Job = (first: string, second: string) => Promise<Work>

function isJob(name: string | undefined): name is JobName {
  return name !== undefined && Object.hasOwn(jobs, name)
}

if (import.meta.main)
  await runTask(async () => {
    const [name, first = '', second = ''] = process.argv.slice(2)
    if (!isJob(name)) throw new RangeError(`no job "${name}"`)
    const work = await jobs[name](first, second)

    console.log(JSON.stringify({ longestBlockMs: 0, ...work, peakMb: peakMb() } satisfies Measured))
  })
