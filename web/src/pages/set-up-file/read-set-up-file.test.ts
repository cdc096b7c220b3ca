import { expect, test } from 'vitest'
import { readSetUpFile, textOfSetUp } from './read-set-up-file.ts'

const document = { cardfile: 1 as const, roles: [], sections: [], fields: [], views: [] }

test.each([
  ['what it writes itself', textOfSetUp(document), document],
  ['a byte order mark before it', `\uFEFF${textOfSetUp(document)}`, document],
  ['contacts', 'Name,Email\nAnn,ann@example.com', null],
  ['JSON that is no set-up', '{"name": "Ann"}', null],
  ['a list', '[]', null],
  ['null', 'null', null],
  ['nothing', '', null],
])('reads %s', (_, text, right) => {
  expect(readSetUpFile(text)).toEqual(right)
})
