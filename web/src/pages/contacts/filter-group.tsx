import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, mostConditions } from '@cardfile/openapi'
import { DeleteOutlined, PlusOutlined } from '../../layout/icons.tsx'
import { type ConditionChoices, ConditionRow } from './condition-row.tsx'
import {
  conditionsIn,
  type DraftGroup,
  type DraftPart,
  groupsIn,
  newCondition,
  newGroup,
} from './filter-draft.ts'

interface FilterGroupProps {
  /** The whole filter that is written, and the group of it that is drawn here. */
  root: DraftGroup
  group: DraftGroup
  /** How many groups it stands in. */
  depth: number
  fields: readonly Field[]
  /** What is wrong, by row. */
  errors: ReadonlyMap<number, string>
  choices?: ConditionChoices
  /** What is asked of, where it is not contacts that are looked for. */
  joinLabel?: string
  onAdd(group: DraftGroup, part: DraftPart): void
  /** @param changed null takes it out */
  onPart(rowId: number, changed: DraftPart | null): void
}

/** Groups within groups that one can add; the contract takes more. */
const deepestGroup = 4

/** Conditions, all or any of which are to be met, and groups of such. */
export function FilterGroup(props: FilterGroupProps) {
  const { root, group, depth, fields, errors, onAdd, onPart } = props
  const { t } = useTranslation()
  const [numbers, groups] = [conditionsIn(root), groupsIn(root)]
  const full = numbers.length + groups.length >= mostConditions - 1 || fields.length === 0
  const first = fields.slice(0, 1)
  const other = group.join === 'and' ? 'or' : 'and'
  return (
    <>
      {(depth > 0 || group.parts.length > 1) && (
        <GroupHead
          label={props.joinLabel}
          group={group}
          depth={depth}
          n={groups.indexOf(group) + 1}
          onPart={onPart}
        />
      )}
      <ul className="cf-filter-rows">
        {group.parts.map((part) =>
          'parts' in part ? (
            <li key={part.rowId} data-part={part.rowId}>
              <fieldset className="cf-filter-group">
                <legend className="cf-hidden-text">
                  {t('filter.group', { n: groups.indexOf(part) + 1 })}
                </legend>
                <FilterGroup {...props} group={part} depth={depth + 1} />
              </fieldset>
            </li>
          ) : (
            <ConditionRow
              key={part.rowId}
              n={numbers.indexOf(part) + 1}
              fields={fields}
              condition={part}
              error={errors.get(part.rowId)}
              choices={props.choices}
              onChange={(changed) => onPart(part.rowId, changed)}
              onRemove={() => onPart(part.rowId, null)}
            />
          ),
        )}
      </ul>
      <div className="cf-row">
        <Button
          data-adds
          size={depth > 0 ? 'small' : 'middle'}
          icon={<PlusOutlined />}
          disabled={full}
          onClick={() => first.map((field) => onAdd(group, newCondition(field)))}
        >
          {t('filter.add')}
        </Button>
        {depth < deepestGroup && (
          <Button
            size={depth > 0 ? 'small' : 'middle'}
            icon={<PlusOutlined />}
            disabled={full}
            onClick={() => onAdd(group, newGroup(other, first.map(newCondition)))}
          >
            {t('filter.addGroup')}
          </Button>
        )}
      </div>
    </>
  )
}

interface GroupHeadProps extends Pick<FilterGroupProps, 'group' | 'depth' | 'onPart'> {
  /** Its place among all groups, from 1. */
  n: number
  label: string | undefined
}

/** Whether all or any of its conditions are to be met, and a way to take a group out. */
function GroupHead({ group, depth, n, label, onPart }: GroupHeadProps) {
  const { t } = useTranslation()
  const join = depth > 0 ? t('filter.joinGroup') : (label ?? t('filter.join'))
  return (
    <div className="cf-filter-head">
      <div className="cf-row">
        {/* What has a name of its own has it as a heading right above. */}
        {(depth > 0 || label === undefined) && <span aria-hidden="true">{join}</span>}
        <Segmented<'and' | 'or'>
          aria-label={join}
          size={depth > 0 ? 'small' : 'middle'}
          value={group.join}
          onChange={(chosen) => onPart(group.rowId, { ...group, join: chosen })}
          options={[
            { value: 'and', label: t('filter.and') },
            { value: 'or', label: t('filter.or') },
          ]}
        />
      </div>
      {depth > 0 && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('filter.removeGroup', { n })}
          onClick={() => onPart(group.rowId, null)}
        />
      )}
    </div>
  )
}
