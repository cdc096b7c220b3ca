import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../access/may.tsx'
import { type Prune, pullSetUp, type SetUpDocument } from '../../api/set-up.ts'
import { Failure } from '../../layout/failure.tsx'
import { useFields } from '../../providers/fields.ts'
import { type AbsentThing, absentThings } from './absent-things.ts'
import { setUpKey } from './use-set-up-changed.ts'

interface DeletionChoiceProps {
  document: SetUpDocument
  prune: Prune
  disabled: boolean
  onChange(prune: Prune): void
}

/** What is here and not in the file: it stays, unless it is chosen. */
export function DeletionChoice({ document, prune, disabled, onChange }: DeletionChoiceProps) {
  const { t } = useTranslation()
  const may = useMay()
  const { fields } = useFields()
  const { data: setUp, error } = useQuery({
    queryKey: setUpKey,
    queryFn: ({ signal }) => pullSetUp(signal),
    staleTime: 0,
  })
  if (error) return <Failure title={t('setUpFile.absentTitle')} error={error} />
  const things = setUp ? absentThings(document, { setUp, fields, may }) : []
  if (things.length === 0) return null
  const toggle = ({ kind, key }: AbsentThing, isChosen: boolean) => {
    const others = prune[kind].filter((one) => one !== key)
    onChange({ ...prune, [kind]: isChosen ? [...others, key] : others })
  }
  return (
    <details className="cf-plan-absent">
      <summary>{t('setUpFile.absentTitle')}</summary>
      <p className="cf-quiet">{t('setUpFile.absentHint')}</p>
      <ul>
        {things.map((thing) => (
          <li key={`${thing.kind} ${thing.key}`}>
            <Checkbox
              disabled={disabled}
              checked={prune[thing.kind].includes(thing.key)}
              onChange={(event) => toggle(thing, event.target.checked)}
            >
              <span className="cf-quiet">{t(`setUpFile.kindsOf.${thing.kind}`)}</span>{' '}
              <bdi>{thing.name}</bdi>
            </Checkbox>
          </li>
        ))}
      </ul>
    </details>
  )
}
