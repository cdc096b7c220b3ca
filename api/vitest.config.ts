import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { noSqld, sqldBinary } from './scripts/sqld.ts'
import { isDeep } from './test/deep.ts'
import { LongestFirst } from './test/longest-first.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ofTargets = ['api/test/targets/*.test.ts']
const contract = ['api/test/contract/**/*.test.ts', ...ofTargets]
/**
 * What of it Node asks a server in other ways than a file: what is big, what writers race for, what must be
 * done once. The steps of a conversion and undoing an import take longest: the Worker, whose way to the
 * server is the same, is asked those, and Node in deep runs.
 */
const storage = [
  'api/test/contract/contacts-{idempotency,trash}.test.ts',
  'api/test/contract/fields-instances.test.ts',
  'api/test/contract/imports-{chunks,delivery,dry-run,large}.test.ts',
  'api/test/contract/{faults,large-values,query-search}.test.ts',
  'api/test/contract/trips.test.ts',
  'api/test/targets/*.test.ts',
]
/** About servers, and long in itself: in short runs once is enough. */
const longOnServers = isDeep ? [] : ['api/test/contract/large-values.test.ts']

/**
 * What workerd is asked on each run: what the runtime itself decides, or its way to the server. That all
 * else is answered there as on Node, step by step over the whole API, is what the walk compares; deep runs
 * ask workerd the whole contract besides.
 */
const runtime = [
  'auth-{oidc,passkey,sign-in,two-factor}',
  'bulk-{changes,many}',
  'contacts-{http,idempotency}',
  'exports',
  'faults',
  'fields-steps',
  'health',
  'http-limits',
  'identify',
  'identify-batches',
  'imports-*',
  'merges-random',
  'purge',
  'trips',
  'unique',
  'unique-definition',
].map((name) => `api/test/contract/${name}.test.ts`)

/**
 * Tables of cases that a rule decides which knows nothing of where it runs: what one runtime reads of a
 * cell, the other does.
 */
const rules = [
  'choices',
  'contacts',
  'file',
  'hidden',
  'keys',
  'notes',
  'others',
  'programs',
  'results',
].map((name) => `api/test/contract/imports-${name}.test.ts`)

/** Browser files that deep runs ask of the edge as well. */
const browserOverEdge = [
  'merging',
  'duplicates',
  'views',
  'contacts',
  'lookup',
  'bulk-{changes,many}',
  'fields',
  'field-conditions',
  'field-settings',
  'set-up-file',
].map((name) => `api/test/browser/${name}.test.ts`)

/** What is asked when those of the Worker are done; see there. */
const afterWorkerd = 'api/test/targets/workerd-answers.test.ts'
/** Where it is told what they were answered; empty for whoever runs a part without us. */
const answers = process.env.CARDFILE_TEST_ANSWERS ?? ''

const template = 'api/test/targets/template-setup.ts'

const hasServer = sqldBinary() !== undefined
if (!hasServer) console.warn(`${noSqld}: what runs over one is left out.`)

const seeded = ['api/test/fixed-seed.ts']

// The code runs as it does in production: by Node itself, which strips the types and keeps what it
// compiled. Vite would read and transform all of it anew for each file.
const experimental = { viteModuleRunner: false } as const
/** Nor is each module read for mocks first, where no test has any: a twelfth of the processor. */
const withoutMocks = { ...experimental, nodeLoader: false } as const

/**
 * Milliseconds for a test that hashes a dozen passwords in turn, or waits for a dozen Workers to start,
 * on a machine with much else to do.
 */
const patience = 180_000

/** A worker of its own for each file would cost two seconds of processor, for the same modules over again. */
const isolate = false

/** What a file of the contract has started is closed by what runs it. */
const runner = 'api/test/targets/runner.ts'

/**
 * Who asks a server waits for it a third of the time, so that four workers give two cores enough to do. For
 * what works by itself three do: four take a tenth more of the processor, and longer (measured).
 */
const asking = { maxWorkers: 4, sequence: { groupOrder: 0 } } as const
const working = { maxWorkers: 3, sequence: { groupOrder: 1 } } as const

/** The contract where data is on a real libSQL server. */
const overServer: TestProjectConfiguration[] = [
  {
    root,
    test: {
      name: 'contract-sqld',
      ...asking,
      isolate,
      runner,
      experimental: withoutMocks,
      setupFiles: seeded,
      include: isDeep ? contract : storage,
      exclude: [afterWorkerd],
      provide: { place: 'node-over-sqld' },
      globalSetup: [template],
      testTimeout: patience,
      hookTimeout: patience,
    },
  },
  {
    root,
    test: {
      name: 'contract-workerd',
      ...asking,
      isolate,
      runner,
      experimental: withoutMocks,
      setupFiles: seeded,
      include: [...(isDeep ? contract : runtime), ...ofTargets, 'api/test/walk/walk.test.ts'],
      exclude: [afterWorkerd, ...(isDeep ? [] : rules)],
      provide: { place: 'workerd-over-sqld', answers },
      globalSetup: [template, 'api/test/targets/workerd-setup.ts'],
      testTimeout: patience,
      hookTimeout: patience,
    },
  },
  {
    root,
    test: {
      name: 'workerd-answers',
      ...working,
      experimental: withoutMocks,
      include: answers === '' ? [] : [afterWorkerd],
      provide: { answers },
    },
  },
]

function browserProject(
  name: 'browser' | 'browser-workerd',
  files: { include?: string[]; exclude?: string[] },
): TestProjectConfiguration {
  return {
    root,
    test: {
      name,
      // A browser is many processes and much memory; the sequencer puts these files after all others.
      ...working,
      isolate,
      runner: 'api/test/browser/runner.ts',
      experimental: withoutMocks,
      include: ['api/test/browser/**/*.test.ts'],
      ...files,
      provide: { site: name === 'browser' ? 'node' : 'workerd' },
      globalSetup: ['api/test/browser/setup.ts'],
      // What is polled for is drawn by a browser, which has to share the machine.
      expect: { poll: { timeout: 30_000 } },
      testTimeout: 300_000,
      hookTimeout: 120_000,
    },
  }
}

// One run over everything. The contract suite appears once for each place it is kept in: the files are
// the same and learn from `target` alone where they run.
export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    // Asked for by deep runs. What workerd and a browser run is not in it.
    coverage: {
      include: ['{api,openapi,web}/src/**/*.{ts,tsx}'],
      reporter: 'text-summary',
      reportsDirectory: join(root, '.cache', 'coverage'),
    },
    projects: [
      {
        root,
        test: {
          name: 'unit',
          ...working,
          isolate,
          runner: 'api/test/measured-runner.ts',
          experimental,
          setupFiles: seeded,
          globalSetup: [template],
          include: [
            '{api,openapi,web}/{src,scripts}/**/*.test.{ts,tsx}',
            'web/antd-styles/*.test.ts',
            'api/test/*.test.ts',
            'api/test/browser/find-browser.test.ts',
            'api/test/walk/steps.test.ts',
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
          ...working,
          isolate,
          runner,
          experimental: withoutMocks,
          setupFiles: seeded,
          include: contract,
          exclude: ['api/test/contract/faults.test.ts', afterWorkerd, ...longOnServers],
          provide: { place: 'node' },
          globalSetup: [template],
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      ...(hasServer ? overServer : []),
      browserProject('browser', { exclude: ['api/test/browser/find-browser.test.ts'] }),
      ...(isDeep && hasServer
        ? [browserProject('browser-workerd', { include: browserOverEdge })]
        : []),
    ],
  },
})
