import { buildWorker } from '../../scripts/build-worker.ts'

/** The suite runs against this source's bundle, built the way it is deployed. */
export default async function setup(): Promise<void> {
  // The harness reads these from the environment of the processes that inherit it.
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  await buildWorker()
}
