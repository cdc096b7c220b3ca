import { describe, expect, it } from 'vitest'
import { splitPasted } from './split-pasted.ts'

describe('identities pasted together', () => {
  it('come apart at lines, semicolons and tabs, without blanks', () => {
    expect(splitPasted(' a@x.de ; b@x.de\r\nc@x.de\td@x.de\n', 'email')).toEqual([
      'a@x.de',
      'b@x.de',
      'c@x.de',
      'd@x.de',
    ])
  })

  it('come apart at a comma only where no value can hold one', () => {
    expect(splitPasted('a@x.de, b@x.de', 'email')).toHaveLength(2)
    expect(splitPasted('CN=Ann,OU=Sales', 'text')).toEqual(['CN=Ann,OU=Sales'])
  })
})
