import type { PasswordHasher } from '../../src/crypto/password-hasher.ts'
import { nativeScrypt, scryptOf } from '../../src/platform/node/scrypt.ts'

/** What a password costs: as where people run this, or next to nothing, where it is not about them. */
export type Hashing = 'deployed' | 'cheap'

export const hashers: Readonly<Record<Hashing, PasswordHasher>> = {
  deployed: nativeScrypt,
  cheap: scryptOf({ logN: 4, r: 8, p: 1 }),
}
