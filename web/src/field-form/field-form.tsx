import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { bySection, type Field, type FieldState, type Values } from '@cardfile/openapi'
import { useTurns } from '../layout/use-turns.ts'
import { useFields } from '../providers/fields.ts'
import { controlId, FieldItem } from './field-item.tsx'
import { identitiesErrorPath, valuePath } from './form-model.ts'
import { FormSection } from './form-section.tsx'
import { revealAndFocus } from './reveal.ts'
import { useFieldStates } from './use-field-states.ts'
import { useOpenSections } from './use-open-sections.ts'
import { KindLegend } from './kind-marker.tsx'
import type { Draft } from './use-draft.ts'
import '../layout/form.css'

interface FieldFormProps {
  fields: readonly Field[]
  draft: Draft
  /** What the contact has stored; null for one that is new. */
  stored: Values | null
  /** Of the contact that exists: with whoever has its identities it may be compared. */
  contactId?: string | undefined
  disabled?: boolean
}

/** How many fields are drawn at a time: more than stand in sight at first on most screens. */
const atATime = 14

/** A contact's form, drawn from the definitions alone. */
export function FieldForm({ fields, draft, stored, contactId, disabled = false }: FieldFormProps) {
  const { sections } = useFields()
  const { isOpen, setOpen } = useOpenSections()
  const { states, shown, told } = useFieldStates(fields, draft.values, stored)
  const turn = useTurns(Math.ceil(fields.length / atATime))
  const parts = firstOf(bySection(shown, sections), turn * atATime)
  const firstIdentity = shown.find(({ kind }) => kind === 'I')
  return (
    <div className="cf-form">
      <KindLegend />
      <p className="cf-hidden-text" role="status">
        {told}
      </p>
      <OtherErrors fields={shown} draft={draft} />
      {parts.map((part) => {
        const runs = runsOf(part.fields).map((run) => (
          <FieldRun
            key={run[0]?.key}
            run={run}
            first={run[0] === firstIdentity}
            draft={draft}
            existing={stored !== null}
            states={states}
            contactId={contactId}
            disabled={disabled}
          />
        ))
        const { section } = part
        return section === null ? (
          runs
        ) : (
          <FormSection
            key={section.id}
            section={section}
            open={isOpen(section)}
            faults={faultsOf(part.fields, draft)}
            onOpen={(open) => setOpen(section, open)}
          >
            {runs}
          </FormSection>
        )
      })}
    </div>
  )
}

interface FieldRunProps extends Omit<FieldFormProps, 'fields' | 'disabled' | 'stored'> {
  run: readonly Field[]
  /** The first run of identities says what all of them are about. */
  first: boolean
  existing: boolean
  states: ReadonlyMap<string, FieldState>
  disabled: boolean
}

const noReasons: readonly string[] = []

function FieldRun({ run, first, draft, existing, states, contactId, disabled }: FieldRunProps) {
  const { t } = useTranslation()
  const isIdentities = run[0]?.kind === 'I'
  const missing = draft.errors[identitiesErrorPath]
  const items = run.map((field) => (
    <FieldItem
      key={field.key}
      field={field}
      value={draft.values[field.key] ?? null}
      reasons={draft.errors[valuePath(field.key)] ?? noReasons}
      conflicts={draft.conflicts.filter((conflict) => conflict.field === field.key)}
      existing={existing}
      required={states.get(field.key)?.isRequired}
      lockedNow={states.get(field.key)?.isReadOnly ?? false}
      withheld={[...(states.get(field.key)?.withheld ?? [])].join(' ')}
      contactId={contactId}
      disabled={disabled}
      groupDescription={isIdentities ? 'identities-hint' : undefined}
      onChange={draft.set}
      onBlur={draft.blur}
    />
  ))
  if (!isIdentities) return <div className="cf-fields">{items}</div>
  return (
    <fieldset className={`cf-identity-group${missing ? ' cf-identity-group-missing' : ''}`}>
      <legend>{t(first ? 'identities.title' : 'identities.others')}</legend>
      {first && (
        <p id="identities-hint" className={missing ? 'cf-field-error' : 'cf-field-hint'}>
          {missing ? t('identities.missing') : t('identities.hint')}
        </p>
      )}
      <div className="cf-fields">{items}</div>
    </fieldset>
  )
}

/** How many fields are complained about. */
function faultsOf(fields: readonly Field[], { errors, conflicts }: Draft): number {
  return fields.filter(
    ({ key }) =>
      errors[valuePath(key)] !== undefined || conflicts.some(({ field }) => field === key),
  ).length
}

/** Reasons about fields that this form does not show would else be lost. */
function OtherErrors({ fields, draft }: { fields: readonly Field[]; draft: Draft }) {
  const { t } = useTranslation()
  const shown = new Set([identitiesErrorPath, ...fields.map(({ key }) => valuePath(key))])
  const others = Object.entries(draft.errors).filter(([path]) => !shown.has(path))
  if (others.length === 0) return null
  return (
    <Alert
      type="error"
      showIcon
      message={t('form.otherErrors')}
      description={
        <ul>
          {others.map(([path, reasons]) => (
            <li key={path}>
              {t('form.reason', {
                label: path.replace(/^values\./, ''),
                reason: reasons.join('; '),
              })}
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** So many fields in their order, and the parts that any of them is in. */
function firstOf<Part extends { fields: readonly Field[] }>(parts: readonly Part[], count: number) {
  let left = count
  return parts.flatMap((part) => {
    const fields = part.fields.slice(0, left)
    left -= fields.length
    return fields.length > 0 ? [{ ...part, fields }] : []
  })
}

/** Neighbours of one sort stand together; their order stays the definitions'. */
function runsOf(fields: readonly Field[]): Field[][] {
  const runs: Field[][] = []
  for (const field of fields) {
    const last = runs.at(-1)
    if (last && (last[0]?.kind === 'I') === (field.kind === 'I')) last.push(field)
    else runs.push([field])
  }
  return runs
}

/** Puts the focus where the first complaint is, once it is drawn. */
export function focusFirstError(form: HTMLElement | null, fields: readonly Field[]): void {
  requestAnimationFrame(() => {
    const complaint = form?.querySelector('.cf-field-error')
    const key =
      complaint?.closest('[data-field]')?.getAttribute('data-field') ??
      fields.find(({ kind, visible }) => kind === 'I' && visible)?.key
    if (key !== undefined) revealAndFocus(controlId(key))
  })
}

/** @returns false where the form has nothing to fill in */
export function focusFirstControl(form: HTMLElement | null): boolean {
  const controls = form?.querySelectorAll<HTMLElement>(
    '[data-field] :is(input, textarea, select):not(:disabled, [readonly])',
  )
  const first = [...(controls ?? [])].find((control) => control.checkVisibility())
  first?.focus()
  return Boolean(first)
}
