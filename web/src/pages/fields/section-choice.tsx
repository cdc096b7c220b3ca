import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Property, propertyAria } from '../../layout/property.tsx'
import { useFields } from '../../providers/fields.ts'

interface SectionChoiceProps {
  /** Id; null for none. */
  section: number | null
  reasons: readonly string[] | undefined
  onChange(part: { section: number | null }): void
}

const none = 0

/** In which section of the form a field stands, where there are any. */
export function SectionChoice({ section, reasons, onChange }: SectionChoiceProps) {
  const { t } = useTranslation()
  const { sections } = useFields()
  if (sections.length === 0) return null
  return (
    <Property id="property-section" label={t('property.section')} reasons={reasons}>
      <Select<number>
        {...propertyAria('property-section', reasons, null)}
        aria-labelledby="property-section-label"
        value={section ?? none}
        options={[
          { value: none, label: t('sections.none') },
          ...sections.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onChange({ section: id === none ? null : id })}
      />
    </Property>
  )
}
