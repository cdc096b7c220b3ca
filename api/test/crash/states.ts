import { copyFileSync, statSync, truncateSync } from 'node:fs'
import type { BatchClient, DatabaseClient } from '../../src/db/client.ts'

/** What a kill at any of a program's calls leaves of the database's files. */
export interface LeftStates {
  calls: number
  /** How long the log was before the first call, and after each that wrote. */
  lengths: number[]
  /** Makes the files anew as they were when that much of the log had been written. */
  copyTo: (file: string, length: number) => void
}

/**
 * Has all pages that are written go into the log and stay there. The file itself remains as it was, so that
 * the log up to where it was at some moment is what a process leaves that is killed at that moment. Calls
 * that read leave no trace: a kill before or after one is a kill after the last that wrote.
 *
 * @param file of the client, with nothing in its log
 */
export async function keepingStates(
  client: DatabaseClient,
  file: string,
): Promise<{ kept: BatchClient; left: LeftStates }> {
  await client.execute('PRAGMA wal_autocheckpoint = 0')
  const log = `${file}-wal`
  const written = () => statSync(log, { throwIfNoEntry: false })?.size ?? 0
  const left: LeftStates = {
    calls: 0,
    lengths: [written()],
    copyTo(to, length) {
      copyFileSync(file, to)
      copyFileSync(log, `${to}-wal`)
      truncateSync(`${to}-wal`, length)
    },
  }
  const kept: BatchClient = {
    async batch(statements, mode) {
      const results = await client.batch(statements, mode)
      left.calls += 1
      const length = written()
      if (length > (left.lengths.at(-1) ?? 0)) left.lengths.push(length)
      return results
    },
  }
  return { kept, left }
}
