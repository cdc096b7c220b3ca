import { join } from 'node:path'
import { fieldTypeIds } from '@cardfile/openapi'
import { settingsOf } from '@cardfile/openapi/test-values'
import { readConfig } from '../../src/platform/config/config.ts'
import { openDatabase, startServer } from '../../src/platform/node/node.ts'
import { createDatabase } from '../../src/db/database.ts'
import { benchKey } from '../bench/bench-key.ts'
import { addSample } from '../sample.ts'
import { ToolError } from '../processes.ts'

/** A server for clients to be tried on. */
export interface Subject {
  url: string
  /** An API key that may do everything. */
  key: string
  /** Its document, as text. */
  document: string
  close(): Promise<void>
}

/** Labels whose keys are words of the languages that clients are written in, or begin with a digit. */
const awkward = [
  'Class',
  'Type',
  'Default',
  'From',
  'Import',
  'Self',
  '1st order',
  'Values',
  'Object',
  'Properties',
  'Enum',
  'Additional properties',
]

const fields = [
  ...fieldTypeIds.map((type) => ({ name: `Every ${type}`, type, ...settingsOf(type) })),
  ...awkward.map((name) => ({ name, type: 'text' })),
  { name: 'Filled', type: 'text', required: true, defaultValue: 'x "y" `z` \\ */' },
  {
    name: 'Fixed',
    type: 'integer',
    readOnly: true,
    helpText:
      'Set once, “at creation” */ or """ or \\u000a.\nNever in C:\\users, ${nor} {{there}}\\',
  },
  {
    name: 'Level',
    type: 'radio',
    options: ['1', '1.5', 'Ärger', '日本', 'a b', 'null', '-'].map((text) => ({ text })),
  },
]

/**
 * Serves a new database in a folder, on any free port, with the sample data and custom fields of every
 * type there is.
 */
export async function startSubject(folder: string): Promise<Subject> {
  const database = join(folder, 'clients.db')
  const { authorization } = await benchKey(database)
  const config = readConfig({
    PORT: '0',
    CARDFILE_DB: `file:${database}`,
    CARDFILE_SAMPLE: '0',
    CARDFILE_RATE_LIMIT: '0',
    CARDFILE_DURABLE: '0',
  })
  const { client } = await openDatabase({ url: `file:${database}`, authToken: undefined })
  await addSample(createDatabase(client, { isNear: true }))
  client.close()
  const { url, close } = await startServer({ config })
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v1${path}`, { ...init, headers })
    const text = await answer.text()
    if (!answer.ok) throw new ToolError(`${path} answered ${answer.status}: ${text}`)
    return text
  }
  for (const field of fields) await ask('/fields', { method: 'POST', body: JSON.stringify(field) })
  const document = await ask('/openapi.json')
  return { url, key: authorization.replace('Bearer ', ''), document, close }
}
