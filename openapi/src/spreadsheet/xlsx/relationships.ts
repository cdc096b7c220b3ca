import type { Limits } from '../workbook/limits.ts'
import { scanAll, xmlText } from '../xml/xml-part.ts'
import type { Zip } from '../zip/zip-reader.ts'
import { RELATIONSHIPS } from './vocabularies.ts'

export interface Relationship {
  /** The last step of its type: `worksheet`, `styles`. Transitional and strict files differ before it. */
  type: string
  target: string
}

/** The relationships of a part, by their ids (ECMA-376-2, 9.3). */
export async function readRelationships(
  zip: Zip,
  part: string,
  limits: Limits,
): Promise<Map<string, Relationship>> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const relationships = new Map<string, Relationship>()
  const entry = zip.find(`${folder}_rels/${part.slice(slash + 1)}.rels`)
  if (entry === undefined) return relationships
  await scanAll(xmlText(zip.read(entry, limits.partBytes)), RELATIONSHIPS, (scanner, token) => {
    if (token !== 'open' || scanner.name !== 'Relationship') return
    const type = scanner.attribute('Type') ?? ''
    relationships.set(scanner.attribute('Id') ?? '', {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolve(folder, scanner.attribute('Target') ?? ''),
    })
  })
  return relationships
}

/** A target against the folder of the part it is of. It is only ever looked up among the container's names. */
function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  const steps: string[] = []
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}
