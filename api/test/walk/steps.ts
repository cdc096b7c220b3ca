import type { Step } from './step.ts'
import { refusals } from './refusals.ts'
import { audit, rights } from './steps/access.ts'
import { bulkChanges } from './steps/bulk-changes.ts'
import { contacts, lists } from './steps/contacts.ts'
import { entrance } from './steps/entrance.ts'
import { fieldChanges, fields, sections } from './steps/fields.ts'
import { merges } from './steps/merges.ts'
import { notes } from './steps/notes.ts'
import { people } from './steps/people.ts'
import { schema } from './steps/schema.ts'
import { views } from './steps/views.ts'
import { exported, importedFiles, imports, mappings } from './steps/files.ts'

/** The whole walk, in the order it is taken. */
export const steps: readonly Step[] = [
  ...entrance,
  ...people,
  ...rights,
  ...fields,
  ...sections,
  ...contacts,
  ...lists,
  ...bulkChanges,
  ...merges,
  ...notes,
  ...imports,
  ...importedFiles,
  ...mappings,
  ...views,
  ...fieldChanges,
  ...schema,
  ...exported,
  ...refusals,
  ...audit,
]
