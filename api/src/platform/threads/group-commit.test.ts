import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../../db/embedded.ts'
import { GroupCommit, LogOnDisk } from './group-commit.ts'

test('syncs once for all commits that come together, before any of them is told', async () => {
  const events: string[] = []
  const commits = new GroupCommit(() => events.push('sync'))
  const commit = async (name: string) => {
    events.push(`commit ${name}`)
    await commits.synced()
    events.push(`told ${name}`)
  }
  await Promise.all(['a', 'b', 'c'].map(commit))
  await commit('d')
  expect(events).toEqual([
    'commit a',
    'commit b',
    'commit c',
    'sync',
    'told a',
    'told b',
    'told c',
    'commit d',
    'sync',
    'told d',
  ])
})

test('tells nobody of a commit that did not reach the disk, and tries again for the next', async () => {
  let isBroken = true
  const commits = new GroupCommit(() => {
    if (isBroken) throw new Error('no space left')
  })
  const told = await Promise.allSettled([commits.synced(), commits.synced()])
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  await expect(commits.synced()).resolves.toBeUndefined()
})

test('finds the log once there is one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'a.db')
  const log = new LogOnDisk(file)
  log.sync()
  const client = await openEmbedded(`file:${file}`)
  await client.execute('CREATE TABLE t (n)')
  log.sync()
  log.close()
  client.close()
})
