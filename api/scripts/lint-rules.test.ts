import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldTypeIds } from '@cardfile/openapi'
import { root, toolFile } from './processes.ts'

/** Each snippet, where it would stand, and the rule that must refuse it; none where it is fine. */
const snippets: { title: string; path: string; code: string; rule?: string }[] = []

function refuses(title: string, path: string, code: string, rule: string): void {
  snippets.push({ title: `refuses ${title}`, path, code, rule })
}

function allows(title: string, path: string, code: string): void {
  snippets.push({ title: `allows ${title}`, path, code })
}

const imports = 'eslint(no-restricted-imports)'
const use = (from: string) => `import { x } from '${from}'\nexport const y = x\n`

refuses('antd in the contract', 'openapi/src/a1.ts', use('antd'), imports)
refuses('React in the contract', 'openapi/src/a2.ts', use('react'), imports)
refuses('hono in the contract', 'openapi/src/a3.ts', use('hono'), imports)
refuses('zod-openapi in the contract', 'openapi/src/a4.ts', use('@hono/zod-openapi'), imports)
refuses('drizzle in the contract', 'openapi/src/a5.ts', use('drizzle-orm/sql'), imports)
refuses('Node in the contract', 'openapi/src/a6.ts', use('node:fs'), imports)
refuses('api in the contract', 'openapi/src/a7.ts', use('../../api/src/app.ts'), imports)
refuses('our packages in the contract', 'openapi/src/a8.ts', use('@cardfile/api'), imports)
allows('zod in the contract', 'openapi/src/a9.ts', use('zod'))
allows('Node in a test of the contract', 'openapi/src/a10.test.ts', use('node:fs'))

refuses('Node in the api', 'api/src/b1.ts', use('node:crypto'), imports)
refuses(
  'Node by its old name in the api',
  'api/src/b2.ts',
  use('fs'),
  'unicorn(prefer-node-protocol)',
)
refuses(
  '`process` in the api',
  'api/src/b3.ts',
  'export const x = process.env.X\n',
  'eslint(no-restricted-globals)',
)
refuses('web in the api', 'api/src/contacts/b4.ts', use('../../../web/src/app.tsx'), imports)
refuses(
  'a deep import of the contract',
  'api/src/b5.ts',
  use('@cardfile/openapi/src/field.ts'),
  imports,
)
refuses('a way round the package name', 'api/src/b6.ts', use('../../openapi/src/field.ts'), imports)
allows('Node in the entry for Node', 'api/src/platform/node/node.ts', use('node:fs'))
allows('Node in a test of the api', 'api/src/b7.test.ts', use('node:fs'))
allows('the contract by its name', 'api/src/b8.ts', use('@cardfile/openapi/spreadsheet'))

refuses('drizzle in a route', 'api/src/contacts/routes.ts', use('drizzle-orm'), imports)
refuses('the client in a route', 'api/src/fields/routes.ts', use('@libsql/client/web'), imports)
refuses('the store in a route', 'api/src/views/routes.ts', use('./store.ts'), imports)
refuses('the database in a route', 'api/src/exports/routes.ts', use('../db/database.ts'), imports)
refuses(
  'SQL in a route',
  'api/src/imports/routes.ts',
  "export const x = 'SELECT id FROM contacts'\n",
  'cardfile(no-sql)',
)
refuses(
  'SQL in a template in a route',
  'api/src/history/list-routes.ts',
  'export const x = (id: number) => `delete from contacts where seq = ${id}`\n',
  'cardfile(no-sql)',
)
allows(
  "prose and the database's type in a route",
  'api/src/people/routes.ts',
  "import type { Database } from '../db/database.ts'\nexport const x = (db: Database) => [db, 'Select a file from this list']\n",
)

refuses('the api in the screens', 'web/src/c1.ts', use('@cardfile/api'), imports)
refuses('the api by its path in the screens', 'web/src/c2.ts', use('../../api/src/app.ts'), imports)
refuses('Node in the screens', 'web/src/c3.ts', use('node:path'), imports)
refuses(
  'a deep import in the screens',
  'web/src/c4.tsx',
  use('@cardfile/openapi/src/x.ts'),
  imports,
)
allows('the contract in the screens', 'web/src/c5.ts', use('@cardfile/openapi/client'))

const globals = 'eslint(no-restricted-globals)'
const ask = "export const x = (): Promise<Response> => fetch('/api/v1/contacts')\n"
refuses('a screen to ask the server past the client', 'web/src/pages/c6.ts', ask, globals)
allows('the one exchange to ask the server', 'web/src/api/exchange.ts', ask)
allows('what is asked before any page is there to be sent past it', 'web/src/api/ask-early.ts', ask)

const branch = 'cardfile(no-field-type-branch)'
const on = (body: string) =>
  `export function f(field: { type: string }, column: { type: string }) {\n${body}\n  return column\n}\n`
refuses('=== on a type', 'web/src/d1.ts', on("  if (field.type === 'radio') return 1"), branch)
for (const id of fieldTypeIds)
  refuses(
    `=== on the type ${id}`,
    `web/src/d-${id}.ts`,
    on(`  const { type } = field\n  if (type === '${id}') return 1`),
    branch,
  )
refuses(
  '!== the other way round',
  'api/src/d2.ts',
  on("  if ('text' !== column.type) return 1"),
  branch,
)
refuses(
  'switch on a type',
  'openapi/src/d3.ts',
  on("  switch (field.type) { case 'radio': return 1; default: return 2 }"),
  branch,
)
refuses(
  'comparing a type taken out before',
  'api/src/d4.ts',
  on("  const { type } = field\n  if (type === 'radio') return 1"),
  branch,
)
refuses(
  'a list of types asked for one',
  'web/src/d5.ts',
  on("  if (['radio', 'dropdown'].includes(field.type)) return 1"),
  branch,
)
allows(
  'the types themselves to ask',
  'openapi/src/field-types/d6.ts',
  on("  if (field.type === 'radio') return 1"),
)
allows(
  'another kind of type',
  'web/src/d7.ts',
  on("  const event = { type: 'click' }\n  if (event.type === 'click') return 1"),
)

refuses('any', 'web/src/e1.ts', 'export const x = (y: any) => y\n', 'typescript(no-explicit-any)')
refuses(
  'switching the types off',
  'api/src/e2.ts',
  "// @ts-ignore\nexport const x: number = 'a'\n",
  'typescript(ban-ts-comment)',
)
refuses(
  'a circle of imports',
  'api/src/e3.ts',
  "import { b } from './e4.ts'\nexport const a = () => b\n",
  'import(no-cycle)',
)
snippets.push({
  title: 'refuses the other half of a circle',
  path: 'api/src/e4.ts',
  code: "import { a } from './e3.ts'\nexport const b = () => a\n",
  rule: 'import(no-cycle)',
})

const order = 'cardfile(room-order)'
refuses(
  'what every request stands on to know a resource',
  'api/src/installation/f1.ts',
  use('../contacts/contact.ts'),
  order,
)
refuses('a resource to know the app', 'api/src/contacts/f2.ts', use('../app.ts'), order)
refuses(
  'a resource to know another for which no reason is given',
  'api/src/exports/f3.ts',
  use('../fields/create-field.ts'),
  order,
)
refuses('a room without a place in the order', 'api/src/attic/f4.ts', use('../db/f.ts'), order)
refuses(
  'exporting on against the order',
  'api/src/imports/fold/f5.ts',
  "export { x } from '../chunk/plans.ts'\n",
  order,
)
refuses(
  'field types to know the files that stand on them',
  'openapi/src/field-types/f6.ts',
  use('../field.ts'),
  order,
)
refuses(
  'reading a sheet to know its columns',
  'openapi/src/spreadsheet/xlsx/f7.ts',
  use('../columns/columns.ts'),
  order,
)
refuses('the client to know a screen', 'web/src/api/f8.ts', use('../pages/roles/roles.tsx'), order)
refuses(
  'the decisions about an import to know its run',
  'web/src/pages/imports/draft/f12.ts',
  use('../run/import-api.ts'),
  order,
)
allows('a resource to know what every request stands on', 'api/src/fields/f9.ts', use('../db/f.ts'))
allows('a listed arrow', 'api/src/exports/f10.ts', use('../contacts/contact.ts'))
allows('a test to look anywhere', 'api/src/db/f11.test.ts', use('../contacts/contact.ts'))

interface Report {
  diagnostics: { code: string; filename: string }[]
}

const folder = mkdtempSync(join(tmpdir(), 'cardfile-lint-'))
const found = new Map<string, string[]>()

beforeAll(() => {
  for (const part of ['.oxlintrc.json', 'api/scripts/lint', 'openapi/src/field-types']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  for (const { path, code } of snippets) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), code)
  }
  const { stdout } = spawnSync(process.execPath, [toolFile('oxlint'), '--format=json', '.'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const { filename, code } of (JSON.parse(stdout) as Report).diagnostics) {
    found.set(filename, [...(found.get(filename) ?? []), code])
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the lint rules of the house', () => {
  it.each(snippets)('$title', ({ path, rule }) => {
    const codes = found.get(path) ?? []
    if (rule === undefined) expect(codes).toEqual([])
    else expect(codes).toContain(rule)
  })
})
