import type { Limits } from '../workbook/limits.ts'
import type { Zip } from '../zip/zip-reader.ts'

/**
 * Reads through a zip container that is going to be unpacked as a whole, and refuses more inflated bytes
 * in all than memory is meant to hold. Throws SheetError `bomb`, `too_large`, `encrypted` or `damaged`.
 */
export async function guardZip(zip: Zip, limits: Limits): Promise<void> {
  let left = limits.legacyInflatedBytes
  for (const name of zip.names) {
    const entry = zip.find(name)
    if (entry === undefined) continue
    for await (const piece of zip.read(entry, left)) left -= piece.length
  }
}
