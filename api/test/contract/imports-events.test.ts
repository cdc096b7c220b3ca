import { expect, test } from 'vitest'
import { freshEmail, startApi } from './support/api.ts'
import { beginImport, type ImportBody, imports, numbered, putChunk } from './support/imports.ts'

test('an import can be watched from its beginning to its end', async () => {
  const api = await startApi()
  const { id } = await beginImport(api, 'merge', ['name', 'email'])
  const watched = api.fetch(`${imports}/${id}/events`)
  // It is looked at once a second; a machine with much else to do looks later.
  const wait = () => new Promise((resolve) => setTimeout(resolve, 4_000))
  await wait()
  await putChunk(api, id, 0, numbered([['Ann', freshEmail()]]))
  await wait()
  await api.post(`${imports}/${id}/finish`, undefined)
  const response = await watched
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = (await response.text())
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      expect(event).toMatch(/^event: import\ndata: /)
      return JSON.parse(event.slice(event.indexOf('{'))) as ImportBody
    })
  expect(events.map(({ state, counts }) => [state, counts.rows])).toEqual([
    ['running', 0],
    ['running', 1],
    ['finished', 1],
  ])
  expect((await api.refused('GET', `${imports}/nope/events`)).status).toBe(404)
  const ended = await api.fetch(`${imports}/${id}/events`)
  expect((await ended.text()).match(/event: import/g)).toHaveLength(1)
  await api.close()
})
