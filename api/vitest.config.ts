import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const contract = ['api/test/contract/**/*.test.ts', 'api/test/targets/*.test.ts']

// One run over everything. The contract suite appears twice, once per runtime: the files are the
// same and learn from `target` alone where they run.
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: [
            '{api,openapi,web}/{src,scripts}/**/*.test.{ts,tsx}',
            'api/test/browser/find-browser.test.ts',
          ],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'contract-node',
          include: contract,
          provide: { runtime: 'node' },
          // A dozen passwords hashed in turn take half a minute where the cores have much else to do.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'contract-workerd',
          include: contract,
          provide: { runtime: 'workerd' },
          globalSetup: ['api/test/targets/workerd-setup.ts'],
          // A test that needs a database of its own may have to wait for a dozen Workers to start.
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          include: ['api/test/browser/**/*.test.ts'],
          exclude: ['api/test/browser/find-browser.test.ts'],
          globalSetup: ['api/test/browser/setup.ts'],
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
