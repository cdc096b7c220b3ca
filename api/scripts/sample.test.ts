import { expect, test } from 'vitest'
import { createDatabase, firstRow } from '../src/db/database.ts'
import { openDatabase } from '../src/platform/node/node.ts'
import { addSample } from './sample.ts'

test('the sample data of a first start obey the rules of every field', async () => {
  const { client } = await openDatabase({ url: 'file::memory:', authToken: undefined })
  await addSample(createDatabase(client))
  const { n } = firstRow(await client.execute('SELECT count(*) AS n FROM contacts'))
  expect(n).toBeGreaterThan(20)
  client.close()
})
