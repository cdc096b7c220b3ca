import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { origin } from '../../targets/target.ts'

const b64 = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()

/** The little of CBOR (RFC 8949) that an attestation needs: definite maps, texts, bytes, integers. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([
    head(5, value.size),
    ...[...value].flat().map((part) => cbor(part as Parameters<typeof cbor>[0])),
  ])
}

/** What a phone or a security key does, in software: ES256, no attestation (WebAuthn Level 2). */
export class Authenticator {
  readonly #id = randomBytes(32)
  readonly #key: KeyObject
  readonly #publicKey: KeyObject
  #flags = 0x05
  #counter = 0

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    this.#publicKey = publicKey
  }

  /** Flags say that somebody is there and, if it asks for that, has shown who they are. */
  asksWho(asks: boolean): void {
    this.#flags = asks ? 0x05 : 0x01
  }

  /** @param flags those above, and that a key comes along */
  #data(flags: number, rest = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++this.#counter)
    return Buffer.concat([sha256('localhost'), Buffer.from([flags]), counter, rest])
  }

  #answer(response: Record<string, string>) {
    const id = b64(this.#id)
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }

  register({ challenge }: { challenge: string }) {
    const { x = '', y = '' } = this.#publicKey.export({ format: 'jwk' })
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    )
    const length = Buffer.from([0, this.#id.length])
    const data = this.#data(
      0x40 | this.#flags,
      Buffer.concat([Buffer.alloc(16), length, this.#id, key]),
    )
    const client = JSON.stringify({ type: 'webauthn.create', challenge, origin })
    return this.#answer({
      clientDataJSON: b64(Buffer.from(client)),
      attestationObject: b64(
        cbor(
          new Map<string, unknown>([
            ['fmt', 'none'],
            ['attStmt', new Map()],
            ['authData', data],
          ]),
        ),
      ),
    })
  }

  signIn({ challenge }: { challenge: string }, from = origin) {
    const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: from }))
    const data = this.#data(this.#flags)
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#key)
    return this.#answer({
      clientDataJSON: b64(client),
      authenticatorData: b64(data),
      signature: b64(signature),
    })
  }
}
