import { Button, Tooltip } from 'antd'
import { memo, Suspense, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type Field, isDeletable } from '@cardfile/openapi'
import type { Job } from '../../api/jobs.ts'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { DeleteOutlined, ThunderboltOutlined } from '../../layout/icons.tsx'
import { EditOutlined } from '../../layout/page-icons.tsx'
import { useSortableRow } from '../../layout/sortable-list.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { FlagSwitch } from './flag-switch.tsx'
import type { RowWords } from './use-row-words.ts'
import type { SetFlag } from './use-set-flag.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'

const DeleteFieldDialog = lazyPart(() =>
  import('./delete-field-dialog.tsx').then((module) => module.DeleteFieldDialog),
)

interface FieldCellsProps {
  field: Field
  /** It is being converted. */
  conversion: Job | undefined
  words: RowWords
  onSet: SetFlag
}

interface FieldRowProps extends FieldCellsProps {
  sortable: boolean
}

/** One definition of the list, with the switches that can be set right there. */
export const FieldRow = memo(function FieldRow({ sortable, ...cells }: FieldRowProps) {
  const { field, words } = cells
  const { row, dragged, handle } = useSortableRow(field.id, {
    label: words.t('fields.dragNamed', { name: fieldName(field) }),
    disabled: !sortable,
  })
  return (
    <li {...row} className={`cf-field-row${dragged ? ' cf-field-row-dragged' : ''}`}>
      {handle}
      <FieldCells {...cells} />
    </li>
  )
})

/** By itself, since all rows are drawn anew whenever one of them comes or is dragged over another. */
const FieldCells = memo(function FieldCells({ field, conversion, words, onSet }: FieldCellsProps) {
  const { t, typeLabel, summariesOf } = words
  const navigate = useNavigate()
  const [deleting, setDeleting] = useState(false)
  const name = fieldName(field)
  return (
    <>
      <div className="cf-field-name">
        <KindMarker kind={field.kind} />
        <div>
          <Link id={`field-${field.id}`} to={`/fields/${field.id}`}>
            {name}
          </Link>
          <code>{field.key}</code>
        </div>
      </div>
      <div className="cf-field-type">
        <span>{typeLabel(field)}</span>
        <span className="cf-quiet">
          {summariesOf(field)}
          {conversion && (
            <Link to={`/fields/${field.id}`}>
              {t('conversion.percent', { percent: Math.floor(conversion.progress * 100) })}
            </Link>
          )}
          {field.indexed && (
            <Tooltip title={t('fields.indexed')}>
              <span className="cf-indexed">
                <ThunderboltOutlined />
                <span className="cf-hidden-text">{t('fields.indexed')}</span>
              </span>
            </Tooltip>
          )}
        </span>
      </div>
      <FlagSwitch field={field} flag="visible" words={words} onSet={onSet} />
      <FlagSwitch field={field} flag="required" words={words} onSet={onSet} />
      <FlagSwitch field={field} flag="readOnly" words={words} onSet={onSet} />
      <div className="cf-field-actions">
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={t('fields.editNamed', { name })}
          onClick={() => navigate(`/fields/${field.id}`)}
        />
        {isDeletable(field) && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('fields.deleteNamed', { name })}
            onClick={() => setDeleting(true)}
          />
        )}
      </div>
      <Suspense>
        {deleting && <DeleteFieldDialog field={field} onClose={() => setDeleting(false)} />}
      </Suspense>
    </>
  )
})
