import { contactDeletion } from './contacts/delete-in-steps.ts'
import { fieldConversion } from './fields/convert-in-steps.ts'
import { textIndexing } from './fields/reindex.ts'
import type { JobWorks } from './jobs/job.ts'

/** How each kind of long work is done. */
export const jobWorks: JobWorks = {
  convert_field: fieldConversion,
  index_texts: textIndexing,
  delete_contacts: contactDeletion,
}
