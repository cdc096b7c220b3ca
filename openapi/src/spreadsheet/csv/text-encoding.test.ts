import { describe, expect, it } from 'vitest'
import { chosenEncodings, decodeText, type TextEncodingName } from './text-encoding.ts'

async function read(bytes: readonly number[], encoding: TextEncodingName): Promise<string> {
  const pieces = bytes.map((byte) => Uint8Array.of(byte))
  let text = ''
  for await (const piece of decodeText(pieces, encoding)) text += piece
  return text
}

describe('a text whose encoding somebody has chosen', () => {
  it.each<[TextEncodingName, number[], string]>([
    ['windows-1250', [0xa3, 0xf3, 0x64, 0x9f], 'Łódź'],
    ['windows-1251', [0xce, 0xeb, 0xfc, 0xe3, 0xe0], 'Ольга'],
    ['macintosh', [0x5a, 0x9f, 0x72, 0x69, 0x63, 0x68], 'Zürich'],
    ['shift_jis', [0x93, 0x8c, 0x8b, 0x9e], '東京'],
    ['gb18030', [0xb1, 0xb1, 0xbe, 0xa9], '北京'],
    ['euc-kr', [0xbc, 0xad, 0xbf, 0xef], '서울'],
  ])('is read as %s, however it is cut into pieces', async (encoding, bytes, text) => {
    expect(await read(bytes, encoding)).toBe(text)
  })

  it.each(chosenEncodings)('keeps what is plain ASCII: %s', async (encoding) => {
    expect(await read([0x41, 0x2c, 0x0a], encoding)).toBe('A,\n')
  })

  it('is refused, not patched, where it is another one', async () => {
    await expect(read([0x41, 0xff, 0xff], 'euc-kr')).rejects.toThrow('The text is not euc-kr')
  })
})
