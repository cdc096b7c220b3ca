import { readFile, writeFile } from 'node:fs/promises'
import type { paths } from '@cardfile/openapi/client'
import { ToolError } from './processes.ts'

type Plan = paths['/api/v1/schema/plan']['post']['responses'][200]['content']['application/json']
type Applied =
  paths['/api/v1/schema/apply']['post']['responses'][200]['content']['application/json']
type Prune = Record<'roles' | 'sections' | 'fields' | 'views', string[]>

/** What a script's caller learns without reading: nothing differs, or something does. */
export const exitCodes = { same: 0, failed: 1, differs: 2, dangerous: 3 } as const

/** The installation that is spoken to, and how. */
export interface Installation {
  url: string
  key: string
  fetch?: typeof fetch
}

interface Run {
  installation: Installation
  args: readonly string[]
  print(line: string): void
}

const usage = `npm run schema -- pull <file>
npm run schema -- plan <file> [--prune field:<key>|role:<name>|section:<name>|view:<name>]
npm run schema -- apply <file> [--prune …] [--dangerous]`

/**
 * Takes the set-up of an installation into a file, says what applying a file would change, or applies it.
 *
 * @returns the code to exit with, of `exitCodes`
 */
export async function schemaCommand({ installation, args, print }: Run): Promise<number> {
  const [command, file, ...options] = args
  if (file === undefined || !['pull', 'plan', 'apply'].includes(command ?? ''))
    throw new ToolError(usage)
  if (command === 'pull') {
    const document = await asked<object>(installation, 'GET', '/schema')
    await writeFile(file, `${JSON.stringify(document, null, 2)}\n`)
    return exitCodes.same
  }
  const { prune, isDangerous } = readOptions(options)
  const document: unknown = await readDocument(file)
  const plan = await asked<Plan>(installation, 'POST', '/schema/plan', { document, prune })
  for (const step of plan.steps) print(lineOf(step))
  if (plan.planId === null) {
    print('All is so already.')
    return exitCodes.same
  }
  if (command === 'plan') return exitCodes.differs
  if (plan.steps.some(({ dangers }) => dangers.length > 0) && !isDangerous) {
    print('Nothing was changed: look at the steps marked with “!”, and add --dangerous.')
    return exitCodes.dangerous
  }
  await applied(installation, plan.planId)
  print('Applied.')
  return exitCodes.same
}

async function applied(installation: Installation, planId: string): Promise<void> {
  for (;;) {
    const { done } = await asked<Applied>(installation, 'POST', '/schema/apply', { planId })
    if (done) return
  }
}

function lineOf({
  action,
  target,
  key,
  name,
  changes,
  contacts,
  inTheWay,
  dangers,
}: Plan['steps'][number]) {
  const called = name === key ? key : `${key} (${name})`
  const about = [
    ...(action === 'update' && changes.length > 0 ? [`: ${changes.join(', ')}`] : []),
    ...(contacts > 0 ? [`; contacts: ${contacts}`] : []),
    ...(inTheWay > 0 ? [`; values in the way: ${inTheWay}`] : []),
    ...(dangers.length > 0 ? [` [${dangers.join(', ')}]`] : []),
  ]
  return `${dangers.length > 0 ? '!' : ' '} ${action} ${target} ${called}${about.join('')}`
}

function readOptions(options: readonly string[]): { prune: Prune; isDangerous: boolean } {
  const prune: Prune = { roles: [], sections: [], fields: [], views: [] }
  const lists = {
    role: prune.roles,
    section: prune.sections,
    field: prune.fields,
    view: prune.views,
  }
  let isDangerous = false
  for (let at = 0; at < options.length; at++) {
    const option = options[at]
    if (option === '--dangerous') isDangerous = true
    else if (option === '--prune') {
      const [kind = '', ...rest] = (options[++at] ?? '').split(':')
      const list = new Map(Object.entries(lists)).get(kind)
      if (!list || rest.length === 0) throw new ToolError(usage)
      list.push(rest.join(':'))
    } else throw new ToolError(usage)
  }
  return { prune, isDangerous }
}

async function readDocument(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new ToolError(`${file} cannot be read: ${String(error)}`)
  }
}

async function asked<T>(
  { url, key, fetch: send = fetch }: Installation,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await send(`${url.replace(/\/+$/, '')}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const read = (await response.json()) as T & {
    title?: string
    detail?: string
    errors?: Record<string, string[]>
  }
  if (response.ok) return read
  const { title, detail, errors = {} } = read
  const lines = Object.entries(errors).map(([at, told]) => `  ${at}: ${told.join('; ')}`)
  throw new ToolError([`${response.status} ${title}. ${detail ?? ''}`.trim(), ...lines].join('\n'))
}
