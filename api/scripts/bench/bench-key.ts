import { sha256Hex } from '../../src/crypto/sha256-hex.ts'
import { newSecret } from '../../src/api-keys/secret.ts'
import { openDatabase } from '../../src/platform/node/node.ts'

/**
 * Gives a database file a key that may do everything, before its server starts, and makes the file where
 * it is missing.
 *
 * @returns headers to send with every request
 */
export async function benchKey(file: string): Promise<{ authorization: string }> {
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  const { secret, prefix } = newSecret()
  await client.execute({
    sql: `INSERT INTO api_keys (id, hash, prefix, name, role_id, created_at)
      VALUES (?, ?, ?, 'Benchmark', 'owner', ?)`,
    args: [crypto.randomUUID(), sha256Hex(secret), prefix, Date.now()],
  })
  client.close()
  return { authorization: `Bearer ${secret}` }
}
