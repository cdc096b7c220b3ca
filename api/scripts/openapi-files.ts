import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messagesPage } from '@cardfile/openapi/messages'
import { createApp } from '../src/app.ts'
import type { Database } from '../src/db/database.ts'
import { openApiDocument } from '../src/docs/document.ts'
import { captureTool, root } from './processes.ts'

/** Describing the API must not need one that runs: whoever asks for the database here has a fault. */
function noDatabase(): Database {
  const refuse = () => {
    throw new Error('The static document was about to read the database')
  }
  return {
    meter: { trips: 0, time: 0 },
    isNear: false,
    writes: { areRefused: false },
    batch: refuse,
    session: refuse,
  }
}

/** The files made from the API, by their paths from the project's top. */
const documentPath = 'openapi/openapi.json'
const messagesPath = 'docs/messages.md'
const typesPath = 'openapi/src/client.gen.d.ts'

/** Makes the static OpenAPI document, the client's types and the page of messages, as they ought to be committed. */
export async function generateOpenApiFiles(): Promise<Map<string, string>> {
  const document = openApiDocument(createApp({ db: noDatabase() }))
  const json = `${JSON.stringify(document, null, 2)}\n`
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-openapi-'))
  try {
    const [source, types] = [join(folder, 'openapi.json'), join(folder, 'client.d.ts')]
    writeFileSync(source, json)
    await captureTool('openapi-typescript', [source, '--output', types])
    return new Map([
      [documentPath, json],
      [messagesPath, messagesPage()],
      [typesPath, readFileSync(types, 'utf8')],
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function committed(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

/** @returns the paths of the made files that are missing or differ from what is made now */
export function staleFiles(files: Map<string, string>): string[] {
  return [...files].filter(([path, content]) => committed(path) !== content).map(([path]) => path)
}

/** Writes the made files into the project. */
export function writeFiles(files: Map<string, string>): void {
  for (const [path, content] of files) writeFileSync(join(root, path), content)
}
