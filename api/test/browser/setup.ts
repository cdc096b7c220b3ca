import { buildWeb } from '../../scripts/build-web.ts'
import { buildWorker } from '../../scripts/build-worker.ts'

/**
 * The pages the browser opens, and the Worker that two files start at the same time, are those of this
 * source, not of an earlier build.
 */
export default async function setup(): Promise<void> {
  await Promise.all([buildWeb(), buildWorker()])
}
