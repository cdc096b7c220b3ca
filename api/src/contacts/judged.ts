import { type contactSchema, identitiesPath, codedReasonsOf, type Values } from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'

type Verdict = ReturnType<ReturnType<typeof contactSchema>['safeParse']>

/** Values that passed the rule set. @throws ProblemError `invalid` by path below `values` */
export function judged(verdict: Verdict): Values {
  if (verdict.success) return verdict.data
  const { [`values.${identitiesPath}`]: missing, ...reasons } = codedReasonsOf(
    verdict.error,
    'values',
  )
  throw invalid({ ...reasons, ...(missing ? { [identitiesPath]: missing } : {}) })
}
