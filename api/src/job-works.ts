import { bulkWork } from './bulk-changes/work.ts'
import { valueClaiming } from './fields/claim-in-steps.ts'
import { fieldConversion } from './fields/convert-in-steps.ts'
import { textIndexing } from './fields/reindex.ts'
import type { JobWorks } from './jobs/job.ts'

/** How each kind of long work is done. */
export const jobWorks: JobWorks = {
  convert_field: fieldConversion,
  index_texts: textIndexing,
  claim_values: valueClaiming,
  bulk_edit: bulkWork('bulk_edit'),
  bulk_delete: bulkWork('bulk_delete'),
  bulk_restore: bulkWork('bulk_restore'),
}
