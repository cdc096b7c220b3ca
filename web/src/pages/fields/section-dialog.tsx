import { Checkbox, Input, Radio } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Filter, isConditionInput, type Section, trimMarks } from '@cardfile/openapi'
import { answered, client, ifMatch } from '../../api/client.ts'
import { Condition } from './conditions-editor.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { useFields, useFieldsChanged } from '../../providers/fields.ts'

interface SectionDialogProps {
  /** Null for a new one. */
  section: Section | null
  returnTo: RefObject<HTMLElement | null>
  onClose(): void
}

/** What a section is called, and how its fields stand in the form. */
export function SectionDialog({ section, returnTo, onClose }: SectionDialogProps) {
  const { t } = useTranslation()
  const toast = useUndoToast()
  const fieldsChanged = useFieldsChanged()
  const [name, setName] = useState(section?.name ?? '')
  const [columns, setColumns] = useState(section?.columns ?? 2)
  const [collapsed, setCollapsed] = useState(section?.collapsed ?? false)
  const [visibleWhen, setVisibleWhen] = useState<Filter | null>(section?.visibleWhen ?? null)
  const { fields } = useFields()
  const save = async () => {
    const { unseenCondition = false } = section ?? {}
    const body = bodyOf({ name, columns, collapsed, visibleWhen, unseenCondition })
    const after = await answered(
      section
        ? client.PATCH('/api/v1/sections/{id}', {
            params: { path: { id: section.id }, header: ifMatch(section.version) },
            body,
          })
        : client.POST('/api/v1/sections', { body }),
    )
    await fieldsChanged()
    const params = { path: { id: after.id }, header: ifMatch(after.version) }
    const takeBack = () =>
      section
        ? client.PATCH('/api/v1/sections/{id}', { params, body: bodyOf(section) })
        : client.DELETE('/api/v1/sections/{id}', { params })
    toast(t(section ? 'fields.saved' : 'sections.created', { name: trimMarks(name) }), async () => {
      await takeBack()
      await fieldsChanged()
    })
    onClose()
  }
  return (
    <FormDialog
      title={section ? t('sections.editTitle', { name: section.name }) : t('sections.new')}
      okText={section ? t('actions.save') : t('sections.create')}
      returnTo={returnTo}
      width={640}
      onSubmit={save}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Property id="section-name" label={t('property.name')} required reasons={errors.name}>
            <Input
              {...propertyAria('section-name', errors.name, null)}
              aria-required
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </Property>
          <Property id="section-columns" label={t('sections.columns')} reasons={errors.columns}>
            <Radio.Group
              id="section-columns"
              aria-labelledby="section-columns-label"
              value={columns}
              options={[
                { value: 2, label: t('sections.twoColumns') },
                { value: 1, label: t('sections.oneColumn') },
              ]}
              onChange={(event) => setColumns(Number(event.target.value))}
            />
          </Property>
          <Condition
            id="section-visible"
            label={t('conditions.visibleWhen')}
            hint={t(section?.unseenCondition ? 'conditions.unseen' : 'sections.visibleHint')}
            filter={visibleWhen}
            inputs={fields.filter(
              (one) => isConditionInput(one) && (!section || one.section !== section.id),
            )}
            locked={section?.unseenCondition ?? false}
            reasons={errors.visibleWhen}
            onChange={setVisibleWhen}
          />
          <div>
            <Checkbox checked={collapsed} onChange={(event) => setCollapsed(event.target.checked)}>
              {t('sections.collapsed')}
            </Checkbox>
            <p className="cf-field-hint">{t('sections.collapsedHint')}</p>
          </div>
        </>
      )}
    </FormDialog>
  )
}

/** What is sent of a section; a condition that one does not see is left as it is. */
function bodyOf({
  name,
  columns,
  collapsed,
  visibleWhen,
  unseenCondition,
}: Pick<Section, 'name' | 'columns' | 'collapsed' | 'visibleWhen' | 'unseenCondition'>) {
  return { name, columns, collapsed, ...(unseenCondition ? {} : { visibleWhen }) }
}
