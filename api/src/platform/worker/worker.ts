// What is deployed to Cloudflare Workers.
import { createWorker } from './create-worker.ts'

export default createWorker()
