// Runs once for all files of a project: each database of a test is a copy of this one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/platform/node/node.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of a database that has been migrated and is empty. */
    template: string
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-template-'))
  const file = join(folder, 'template.db')
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  // What is still in the log beside the file would be missing from a copy.
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  client.close()
  project.provide('template', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
