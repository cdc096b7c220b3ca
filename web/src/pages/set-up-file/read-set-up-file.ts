import type { SetUpDocument } from '../../api/set-up.ts'

/**
 * A set-up as a file has it; null for a file that is none. What is in it the server judges, by path.
 *
 * @param text of JSON, which may begin with a byte order mark
 */
export function readSetUpFile(text: string): SetUpDocument | null {
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isSetUp(read) ? read : null
  } catch {
    return null
  }
}

function isSetUp(read: unknown): read is SetUpDocument {
  return typeof read === 'object' && read !== null && 'cardfile' in read
}

/** The bytes that `npm run schema -- pull` writes as well. */
export function textOfSetUp(document: SetUpDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
