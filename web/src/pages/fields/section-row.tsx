import { Button } from 'antd'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Section } from '@cardfile/openapi'
import { DeleteOutlined } from '../../layout/icons.tsx'
import { EditOutlined } from '../../layout/page-icons.tsx'
import { useSortableRow } from '../../layout/sortable-list.tsx'
import { SectionDialog } from './opened-section-dialog.tsx'
import { rowIdOf } from './section-moves.ts'
import { lazyPart } from '../../layout/lazy-part.tsx'

const DeleteSectionDialog = lazyPart(() =>
  import('./delete-section-dialog.tsx').then((module) => module.DeleteSectionDialog),
)

interface SectionRowProps {
  section: Section
  /** Those that stand in it. */
  fields: readonly Field[]
}

/** A section's heading among the fields: what follows it is in it. */
export function SectionRow({ section, fields }: SectionRowProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'edit' | 'delete' | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { name } = section
  const { row, dragged, isTarget, handle } = useSortableRow(rowIdOf(section), {
    label: t('fields.dragNamed', { name }),
    heads: true,
  })
  const marks = [
    dragged ? ' cf-field-row-dragged' : '',
    isTarget ? ' cf-section-row-target' : '',
  ].join('')
  const close = () => setAsked(null)
  return (
    <li {...row} className={`cf-section-row${marks}`}>
      {handle}
      <div className="cf-section-name">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <span className="cf-quiet">
          {[
            t(section.columns === 1 ? 'sections.oneColumn' : 'sections.twoColumns'),
            section.collapsed && t('sections.beginsClosed'),
            fields.length === 0 && t('sections.empty'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div className="cf-field-actions">
        <Button
          ref={button}
          type="text"
          icon={<EditOutlined />}
          aria-label={t('fields.editNamed', { name })}
          onClick={() => setAsked('edit')}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('fields.deleteNamed', { name })}
          onClick={() => setAsked('delete')}
        />
      </div>
      <Suspense>
        {asked === 'edit' && <SectionDialog section={section} returnTo={button} onClose={close} />}
        {asked === 'delete' && (
          <DeleteSectionDialog section={section} count={fields.length} onClose={close} />
        )}
      </Suspense>
    </li>
  )
}
