import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { buildServer } from '../../scripts/build-server.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { buildWorker } from '../../scripts/build-worker.ts'
import { prepareOwnedSite } from './start-site.ts'

/**
 * The server, the pages the browser opens, and the Worker that two files start at the same time, are those
 * of this source, not of an earlier build.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const [owned] = await Promise.all([
    buildServer().then(prepareOwnedSite),
    // The Worker's tool reads the screens, and fails where one of their files goes meanwhile.
    buildWeb().then(buildWorker),
  ])
  project.provide('ownedSite', owned)
  return () => rmSync(owned.folder, { recursive: true, force: true })
}
