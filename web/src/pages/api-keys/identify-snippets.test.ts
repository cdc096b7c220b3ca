import { execFile, spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identifySnippet, type SnippetLanguage } from './identify-snippets.ts'

const asked: { method: string; url: string; key: string; type: string; body: unknown }[] = []
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const body: unknown = JSON.parse(await text(request))
    const [key = '', type = ''] = [headers.authorization, headers['content-type']]
    asked.push({ method, url, key, type, body })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ outcome: 'created', contact: { id: 'c1' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => void server.close())

const run = promisify(execFile)

const ways: [SnippetLanguage, command: string, parameters: string[]][] = [
  ['curl', 'sh', ['-c']],
  ['TypeScript', process.execPath, ['--input-type=module', '-e']],
  ['Python', 'python3', ['-c']],
]
const isThere = (command: string) => spawnSync(command, ['--version']).error === undefined
const needed: Partial<Record<SnippetLanguage, string>> = { curl: 'curl', Python: 'python3' }

for (const [language, command, parameters] of ways)
  for (const secret of ['cf_secret', null])
    test.skipIf(!isThere(needed[language] ?? command))(
      `${language} asks the API as it stands, ${secret ? 'with the key' : 'with one from the environment'}`,
      async () => {
        asked.length = 0
        const { stdout } = await run(
          command,
          [...parameters, identifySnippet(language, origin, secret)],
          { env: { ...process.env, CARDFILE_KEY: 'cf_of_environment' } },
        )
        expect(asked).toEqual([
          {
            method: 'POST',
            url: '/api/v1/contacts:identify',
            key: `Bearer ${secret ?? 'cf_of_environment'}`,
            type: 'application/json',
            body: {
              identities: { email: ['ann@example.com'], visitor_id: ['v1'] },
              values: { name: 'Ann', city: 'Berlin' },
            },
          },
        ])
        expect(stdout).toContain('c1')
      },
    )
