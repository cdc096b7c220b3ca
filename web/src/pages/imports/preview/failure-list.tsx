import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, fieldsByKey, missingOptions } from '@cardfile/openapi'
import { fieldName } from '../../../locales/contract-words.ts'
import { formatList, formatNumber } from '../../../locales/format.ts'
import { useMay } from '../../../access/may.tsx'
import { answered, client, ifMatch } from '../../../api/client.ts'
import { Failure } from '../../../layout/failure.tsx'
import { useFieldsChanged } from '../../../providers/fields.ts'
import type { ColumnPlan } from '../draft/draft.ts'
import type { ImportState } from '../run/import-api.ts'
import { failureGroups } from '../failures/failure-groups.ts'
import { failuresOf } from '../failures/failures-api.ts'
import { GroupLine, usePlaces } from '../failures/group-line.tsx'

interface FailureListProps {
  result: ImportState
  plans: readonly ColumnPlan[]
  headings: readonly string[]
  fields: readonly Field[]
  onPlans(plans: ColumnPlan[]): void
  /** Options were added to a field: the rows are to be judged anew. */
  onOptionsAdded(): void
}

/** Values of a group that are shown, and options that are named. */
const shown = 5

/** Why rows would fail, by column and reason, and what can be done about all rows of a group at once. */
export function FailureList(props: FailureListProps) {
  const { result, plans, headings, fields, onPlans, onOptionsAdded } = props
  const { t } = useTranslation()
  const may = useMay()
  const placeOf = usePlaces(fields)
  const fieldsChanged = useFieldsChanged()
  const [failure, setFailure] = useState<Error | null>(null)
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ['import-failure-groups', result.id],
    enabled: result.counts.failed > 0,
    queryFn: ({ signal }) => failuresOf(result.id, '', signal),
  })
  const lookedAt = new Set(data?.data.map(({ row }) => row)).size
  const lenient = plans.flatMap(({ options }, index) => (options.badCells === 'blank' ? index : []))
  if (result.counts.failed === 0 && lenient.length === 0) return null
  const setBad = (index: number, badCells: 'blank' | 'fail') =>
    onPlans(
      plans.map((plan, at) =>
        at === index ? { ...plan, options: { ...plan.options, badCells } } : plan,
      ),
    )
  const addOptions = async (field: Field, texts: readonly string[]) => {
    setFailure(null)
    try {
      const options = [...(field.options ?? []), ...texts.map((text) => ({ text }))]
      await answered(
        client.PATCH('/api/v1/fields/{id}', {
          params: { path: { id: field.id }, header: ifMatch(field.version) },
          body: { options },
        }),
      )
      await fieldsChanged()
      onOptionsAdded()
    } catch (caught) {
      setFailure(caught instanceof Error ? caught : new Error(String(caught)))
    }
  }
  return (
    <section className="cf-card cf-form-card cf-stack" aria-labelledby="failure-groups-title">
      <h2 className="cf-section-title" id="failure-groups-title">
        {t('imports.reasonsTitle')}
      </h2>
      {failure && <Failure title={t('imports.optionsFailed')} error={failure} />}
      {error && <Failure title={t('imports.failuresFailed')} error={error} onRetry={refetch} />}
      {isLoading && <Skeleton active />}
      {data && data.nextCursor !== null && (
        <p className="cf-quiet">
          {t('imports.reasonsOfFirst', { count: lookedAt, formatted: formatNumber(lookedAt) })}
        </p>
      )}
      <ul className="cf-failure-groups">
        {failureGroups(data?.data ?? []).map((group) => {
          const { index, values } = group
          const field = fieldsByKey(fields).get(group.field ?? '')
          const plan = index === null ? undefined : plans[index]
          const missing = field ? missingOptions(field, values, plan?.options) : []
          return (
            <li key={group.key}>
              <p>
                <GroupLine group={group} place={placeOf(group)} />
              </p>
              {values.length > 0 && (
                <div className="cf-mapping-values">
                  {values.slice(0, shown).map((value) => (
                    <span key={value} dir="auto">
                      {value}
                    </span>
                  ))}
                  {values.length > shown && <span>…</span>}
                </div>
              )}
              <div className="cf-row">
                {index !== null && plan?.field && values.length > 0 && (
                  <Button size="small" onClick={() => setBad(index, 'blank')}>
                    {t('imports.leaveBlank', { column: placeOf(group) })}
                  </Button>
                )}
                {field && missing.length > 0 && may('manage_fields') && (
                  <Button size="small" onClick={() => addOptions(field, missing)}>
                    {t('imports.addOptions', {
                      field: fieldName(field),
                      options: `${formatList(missing.slice(0, shown))}${missing.length > shown ? ' …' : ''}`,
                    })}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
        {lenient.map((index) => (
          <li key={`blank ${index}`}>
            <p>{t('imports.leftBlank', { column: headings[index] ?? '' })}</p>
            <Button size="small" onClick={() => setBad(index, 'fail')}>
              {t('imports.failRows', { column: headings[index] ?? '' })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
