import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// The tests that mutants of the fold are run against: those beside it, and no others.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'api/src/imports/{fold*,file-rows,row-reader,outcomes}.test.ts',
      'openapi/src/spreadsheet/columns/{columns,column-choice}.test.ts',
    ],
    environment: 'node',
  },
})
