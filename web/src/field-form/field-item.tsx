import { fieldName } from '../locales/contract-words.ts'
import { reasonWords } from '../locales/reason-words.ts'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  type Conflict,
  type Control as ControlShape,
  type Field,
  hasMask,
  isEmptyValue,
  isRequired,
  readOnlyNowReason,
  readOnlyReason,
  rulesOf,
} from '@cardfile/openapi'
import { useMay } from '../access/may.tsx'
import { comparePath } from '../providers/compare-path.ts'
import { LockOutlined } from '../layout/icons.tsx'
import { Control } from './control.tsx'
import { KindMarker } from './kind-marker.tsx'
import { localZone } from './local-zone.ts'

interface FieldItemProps {
  field: Field
  value: unknown
  reasons: readonly string[]
  conflicts: readonly Conflict[]
  /** True where the contact exists, so that a read-only field is locked. */
  existing: boolean
  /** Whether it is required by what is typed, where that depends on other fields. */
  required?: boolean | undefined
  /** Whether it is locked by what the contact has stored. */
  lockedNow?: boolean | undefined
  /** Ids of options that are not offered by what is typed, with a blank between them. */
  withheld?: string | undefined
  /** Of the contact that exists: with whoever has its identities it may be compared. */
  contactId?: string | undefined
  disabled?: boolean
  /** Said by the group the field stands in. */
  groupDescription?: string | undefined
  onChange(key: string, value: unknown): void
  onBlur(key: string): void
}

export function controlId(key: string): string {
  return `field-${key}`
}

/**
 * One field of a form: label, control, help, what is wrong. Drawn anew only where something of its own is
 * other than before: a form may have hundreds, and each key typed asks all of them.
 */
export const FieldItem = memo(Item, isSameItem)

function isSameItem(before: FieldItemProps, after: FieldItemProps): boolean {
  const { reasons, conflicts, ...rest } = after
  return (
    isSameList(before.reasons, reasons) &&
    isSameList(before.conflicts, conflicts) &&
    Object.entries(rest).every(([name, value]) =>
      Object.is(value, before[name as keyof typeof rest]),
    )
  )
}

function isSameList(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((item, at) => item === after[at])
}

function Item(props: FieldItemProps) {
  const { field, value, reasons, conflicts, existing, onChange, onBlur } = props
  const { t } = useTranslation()
  const control = offered(rulesOf(field).control, props)
  const id = controlId(field.key)
  // Whoever may not edit a field may not fill it in either.
  const notYours = field.editable === false
  const lockedNow = !field.readOnly && (props.lockedNow ?? false)
  const locked = notYours || lockedNow || (existing && field.readOnly)
  const invalid = reasons.length + conflicts.length > 0
  const required = (props.required ?? isRequired(field)) && !notYours
  const zone = control.kind === 'datetime' ? localZone() : null
  const isMask = field.masked === true && hasMask(value)
  // What is typed takes its place, and what is emptied again is as it was.
  const [mask] = useState(isMask ? value : null)
  const hasHint = Boolean(field.helpText) || isMask || locked || field.readOnly || zone !== null
  const described = [
    invalid ? `${id}-error` : '',
    hasHint ? `${id}-hint` : '',
    invalid ? '' : (props.groupDescription ?? ''),
  ].filter(Boolean)

  return (
    <div className={`cf-field${isWide(control) ? ' cf-field-wide' : ''}`} data-field={field.key}>
      <div className="cf-field-head">
        <label id={`${id}-label`} htmlFor={id}>
          {fieldName(field)}
          {required && (
            <span className="cf-required" title={t('form.required')}>
              <span aria-hidden="true">*</span>
              <span className="cf-hidden-text"> {t('form.required')}</span>
            </span>
          )}
        </label>
        <KindMarker kind={field.kind} />
        {locked && <LockOutlined className="cf-quiet" />}
        <LengthCounter control={control} value={value} />
      </div>
      {isMask && <Mask id={locked ? id : undefined} labelledBy={`${id}-label`} value={value} />}
      {!(isMask && (locked || props.disabled)) && (
        <Control
          control={control}
          id={id}
          value={isMask ? null : value}
          onChange={(next) => onChange(field.key, isEmptyValue(next) && mask ? mask : next)}
          onBlur={() => onBlur(field.key)}
          labelledBy={`${id}-label`}
          label={fieldName(field)}
          describedBy={described.join(' ') || undefined}
          invalid={invalid}
          required={required}
          disabled={locked || props.disabled}
        />
      )}
      {invalid && (
        <ul className="cf-field-error" id={`${id}-error`}>
          {conflicts.map((conflict) => (
            <li key={`${conflict.value} ${conflict.contact.id}`}>
              <ConflictReason field={field} conflict={conflict} contactId={props.contactId} />
            </li>
          ))}
          {conflicts.length === 0 &&
            reasons.map((reason) => (
              <li key={reason}>{t('form.reason', { label: fieldName(field), reason })}</li>
            ))}
        </ul>
      )}
      {hasHint && (
        <p className="cf-field-hint" id={`${id}-hint`}>
          {[
            field.helpText,
            zone && t('form.zone', { zone }),
            isMask && t(locked ? 'form.masked' : 'form.maskedEdit'),
            notYours && t('form.notYours'),
            !notYours && lockedNow && t('form.locked', { reason: reasonWords(readOnlyNowReason) }),
            !notYours &&
              field.readOnly &&
              (existing
                ? t('form.locked', { reason: reasonWords(readOnlyReason) })
                : t('form.once')),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </div>
  )
}

/** Leaves out options that are not offered, but for those that are chosen. */
function offered(
  control: ControlShape,
  { withheld = '', value }: Pick<FieldItemProps, 'withheld' | 'value'>,
): ControlShape {
  if (withheld === '' || !('options' in control)) return control
  const chosen = new Set(Array.isArray(value) ? value : [value])
  const hidden = new Set(withheld.split(' '))
  const options = control.options.filter(({ id }) => chosen.has(id) || !hidden.has(id))
  return { ...control, options }
}

interface ConflictReasonProps {
  field: Field
  conflict: Conflict
  contactId: string | undefined
}

/** Names the contact that is in the way and leads to it, without losing what is typed here. */
function ConflictReason({ field, conflict, contactId }: ConflictReasonProps) {
  const { t } = useTranslation()
  const mayMerge = useMay()('merge_contacts')
  return (
    <>
      {t('form.conflict', { label: fieldName(field), value: conflict.value })}{' '}
      <Link to={`/contacts/${conflict.contact.id}`} target="_blank" rel="noopener">
        {conflict.contact.name}
        <span className="cf-hidden-text"> {t('form.newTab')}</span>
      </Link>
      {contactId !== undefined && mayMerge && (
        <>
          {' · '}
          <Link to={comparePath([contactId, conflict.contact.id])} target="_blank" rel="noopener">
            {t('merging.compare')}
            <span className="cf-hidden-text"> {t('form.newTab')}</span>
          </Link>
        </>
      )}
    </>
  )
}

interface MaskProps {
  /** That of the control, where it stands in its place. */
  id: string | undefined
  labelledBy: string
  value: unknown
}

/** What stands for a value that they may recognise and not read. */
function Mask({ id, labelledBy, value }: MaskProps) {
  return (
    <output id={id} aria-labelledby={labelledBy} className="cf-masked">
      {[value].flat().map((one, at) => (
        // Two of them may be the same.
        <bdi key={`${at} ${String(one)}`}>{String(one)}</bdi>
      ))}
    </output>
  )
}

const nearlyFull = 0.8

/** Seen while one types there, and whenever little room is left. */
function LengthCounter({ control, value }: { control: ControlShape; value: unknown }) {
  const { t } = useTranslation()
  if (!('maxLength' in control) || typeof value !== 'string') return null
  const count = Array.from(value).length
  const state =
    count > control.maxLength ? 'over' : count > control.maxLength * nearlyFull ? 'near' : 'far'
  return (
    <span className={`cf-counter cf-counter-${state} cf-number`}>
      <span aria-hidden="true">{`${count} / ${control.maxLength}`}</span>
      <span className="cf-hidden-text">
        {t('form.counter', { count, most: control.maxLength })}
      </span>
    </span>
  )
}

function isWide(control: ControlShape): boolean {
  return control.kind === 'lines'
}
