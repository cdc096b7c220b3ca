import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const contract = ['api/test/contract/**/*.test.ts', 'api/test/targets/*.test.ts']

// The code runs as it does in production: by Node itself, which strips the types and keeps what it
// compiled. Vite would read and transform all of it anew for each file.
const experimental = { viteModuleRunner: false } as const

/**
 * Milliseconds for a test that hashes a dozen passwords in turn, or waits for a dozen Workers to start,
 * on a machine with much else to do.
 */
const patience = 180_000

// One run over everything. The contract suite appears twice, once per runtime: the files are the
// same and learn from `target` alone where they run.
export default defineConfig({
  root,
  test: {
    // Half of the time is spent waiting for other processes; more workers than four want much memory.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        test: {
          name: 'unit',
          experimental,
          include: [
            '{api,openapi,web}/{src,scripts}/**/*.test.{ts,tsx}',
            'api/test/browser/find-browser.test.ts',
          ],
          environment: 'node',
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'contract-node',
          experimental,
          include: contract,
          provide: { runtime: 'node' },
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      {
        root,
        test: {
          name: 'contract-workerd',
          experimental,
          include: contract,
          provide: { runtime: 'workerd' },
          globalSetup: ['api/test/targets/workerd-setup.ts'],
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          experimental,
          include: ['api/test/browser/**/*.test.ts'],
          exclude: ['api/test/browser/find-browser.test.ts'],
          globalSetup: ['api/test/browser/setup.ts'],
          // A browser is many processes and much memory; these files run alone, after all others.
          fileParallelism: false,
          // What is polled for is drawn by a browser, which has to share the machine.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
