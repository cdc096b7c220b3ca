// `npm run mutation`: changes the meaning of an import in every small way, and wants the tests to notice.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'api/src/imports/{fold,world,claim-map,file-rows,outcomes}.ts',
    'openapi/src/spreadsheet/columns/{columns,column-choice}.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'api/vitest.mutation.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  ignorePatterns: [
    '**',
    '!{api,openapi}/src/**',
    '!api/test/model/**',
    '!{api,openapi}/package.json',
    '!api/vitest.mutation.config.ts',
    '!package.json',
  ],
  // It would rewrite ours with a TypeScript that has no such interface any more.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // What was made once for all mutants cannot be blamed on one; running all tests for each takes hours.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.cache/mutation',
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
}
