import { describe, expect, it } from 'vitest'
import { nativeScrypt, scryptOf } from './scrypt.ts'

describe('a stored password', () => {
  it('is salted, says how it was made, and fits the password alone', async () => {
    const [first, second] = await Promise.all([
      nativeScrypt.hash('correct horse battery'),
      nativeScrypt.hash('correct horse battery'),
    ])
    expect(first).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w-]{22}\$[\w-]{43}$/)
    expect(first).not.toBe(second)
    expect(await nativeScrypt.verify(first, 'correct horse battery')).toBe(true)
    expect(await nativeScrypt.verify(first, 'correct horse batterY')).toBe(false)
  })

  it('fits whatever passwords cost now', async () => {
    const cheap = scryptOf({ logN: 4, r: 8, p: 1 })
    const [before, after] = await Promise.all([cheap.hash('correct horse'), nativeScrypt.hash('x')])
    expect(before).toMatch(/^\$scrypt\$ln=4,r=8,p=1\$/)
    expect(await nativeScrypt.verify(before, 'correct horse')).toBe(true)
    expect(await cheap.verify(after, 'x')).toBe(true)
    expect(await cheap.verify(after, 'y')).toBe(false)
  })

  it('fits however its letters are put together', async () => {
    const stored = await nativeScrypt.hash('pässwörter überall')
    expect(await nativeScrypt.verify(stored, 'pässwörter überall'.normalize('NFD'))).toBe(true)
  })

  it.each(['', 'plain', '$scrypt$ln=30,r=8,p=5$aaaaaaaaaaaaaaaaaaaaaa$', '$argon2id$v=19$x$y'])(
    'fits nothing where it is damaged: %j',
    async (stored) => {
      expect(await nativeScrypt.verify(stored, '')).toBe(false)
    },
  )
})
