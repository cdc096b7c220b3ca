import { bySection, type Field } from '@cardfile/openapi'
import type { Contact } from '../../api/types.ts'
import { valueOf } from '../../field-form/cell-text.ts'
import { fieldsThere } from '../../field-form/form-model.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { fieldName } from '../../locales/contract-words.ts'
import { useFields } from '../../providers/fields.ts'

interface KnownValuesProps {
  fields: readonly Field[]
  contact: Contact
}

/** What is known of a contact, whole and without boxes, in the sections of its form and as far as it shows it. */
export function KnownValues({ fields, contact }: KnownValuesProps) {
  const { sections } = useFields()
  const { values } = contact
  const there = fieldsThere(fields, values, values)
  const known = there.filter((field) => valueOf(contact, field) !== null)
  return bySection(known, sections)
    .filter((part) => part.fields.length > 0)
    .map((part) => (
      <section key={part.section?.id ?? 0}>
        {part.section && <h2>{part.section.name}</h2>}
        <dl>
          {part.fields.map((field) => (
            <div key={field.key}>
              <dt>{fieldName(field)}</dt>
              <dd>
                <WholeValue field={field} value={valueOf(contact, field)} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ))
}
