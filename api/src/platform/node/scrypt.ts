import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { PasswordHasher } from '../../crypto/password-hasher.ts'

/**
 * One of the settings OWASP's Password Storage Cheat Sheet calls equivalent, and the one that takes
 * least memory: 16 MB (128 · N · r bytes), as an isolate has only 128 for all it does at a time.
 */
const present = { logN: 14, r: 8, p: 5 }
const saltBytes = 16
const keyBytes = 32
/** What a stored text may ask for at most; it is data, and data may be damaged. */
const most = { logN: 17, r: 16, p: 16 }
const maxmem = 64 * 1024 * 1024

/** scrypt's cost: memory is 128 · 2^logN · r bytes, time grows with all three. */
type Cost = Readonly<typeof present>

function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFC: the same letters typed on another keyboard are the same password.
    scrypt(
      password.normalize('NFC'),
      salt,
      keyBytes,
      { N: 2 ** logN, r, p, maxmem },
      (error, key) => (error ? reject(error) : resolve(key)),
    )
  })
}

const pattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{8,64})\$([\w-]{43})$/

/**
 * The runtime's own scrypt (RFC 7914): on Node in a thread beside the loop, in workerd outside
 * JavaScript. What is stored says how it was made, in the PHC string format, so that the cost can be
 * raised later.
 * @param cost what is hashed from now on costs; what is stored is verified at its own cost
 */
export const scryptOf = (cost: Cost): PasswordHasher => ({
  async hash(password) {
    const salt = randomBytes(saltBytes)
    const key = await derive(password, salt, cost)
    const { logN, r, p } = cost
    const [saltText, keyText] = [salt, key].map((part) => part.toString('base64url'))
    return `$scrypt$ln=${logN},r=${r},p=${p}$${saltText}$${keyText}`
  },
  async verify(stored, password) {
    const [, logN, r, p, salt, key] = pattern.exec(stored) ?? []
    const paid = { logN: Number(logN), r: Number(r), p: Number(p) }
    if (!salt || !key || paid.logN > most.logN || paid.r > most.r || paid.p > most.p) return false
    const derived = await derive(password, Buffer.from(salt, 'base64url'), paid)
    return timingSafeEqual(derived, Buffer.from(key, 'base64url'))
  },
})

/** What passwords are hashed with wherever people run this. */
export const nativeScrypt = scryptOf(present)
