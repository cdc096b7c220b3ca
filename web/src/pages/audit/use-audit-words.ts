import { useTranslation } from 'react-i18next'
import { fieldTypeIds, permissionIds } from '@cardfile/openapi'
import { permissionLabel, roleName } from '../../locales/contract-words.ts'
import { formatList, formatNumber } from '../../locales/format.ts'
import { useMay } from '../../access/may.tsx'
import { instantText } from '../../field-form/cell-text.ts'
import { useEvery } from '../../providers/use-every.ts'
import { useTypeWords } from '../fields/type-words.ts'
import { usePropertyWords } from '../fields/use-property-words.ts'
import { type AuditEntry, type AuditSentence, sentenceOf } from './audit-sentence.ts'

/** One more thing that is told below a sentence. */
export interface AuditDetail {
  label: string
  text: string
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value)

/** Details in which null says something: that it is left to every role. */
const rights: ReadonlySet<string> = new Set(['viewRoles', 'maskRoles', 'editRoles'])

/** What the audit log records, in the words of the screens. */
export function useAuditWords() {
  const { t } = useTranslation()
  const types = useTypeWords()
  const partWords = usePropertyWords()
  const roles = useEvery('roles', useMay()('manage_people'))

  const permissionsIn = (value: unknown) =>
    Array.isArray(value) ? value.flatMap((one) => oneOf(permissionIds, one) ?? []) : []
  const roleWords = (id: unknown) => {
    const known = roles.data?.find((role) => role.id === id)
    return known ? roleName(known) : String(id)
  }
  /** A role is recorded by the name it had. */
  const rolesIn = (value: unknown) =>
    value === null
      ? t('audit.details.everyRole')
      : formatList((Array.isArray(value) ? value : [value]).map(roleWords))

  const valuesOf = ({ told }: AuditSentence): Record<string, unknown> => {
    const { role, roleBefore, nameBefore, type, changed, selected, contacts, moved } = told
    const count = [selected, contacts, moved].find((one) => typeof one === 'number')
    const typeId = oneOf(fieldTypeIds, type)
    return {
      role,
      before: roleBefore ?? nameBefore,
      type: typeId && types.labelOf(typeId),
      parts: Array.isArray(changed) && formatList(changed.map((one) => partWords(String(one)))),
      ...(count !== undefined && { count, formatted: formatNumber(count) }),
    }
  }

  const textOf: Readonly<Record<string, (value: unknown) => string>> = {
    permissions: (value) => formatList(permissionsIn(value).map(permissionLabel)),
    expiresAt: (value) => instantText(String(value)),
    viewRoles: rolesIn,
    maskRoles: (value) => (value === null ? t('audit.details.noRole') : rolesIn(value)),
    editRoles: rolesIn,
    format: (value) => String(value).toUpperCase(),
    mode: (value) => t(`imports.modes.${String(value)}` as 'imports.modes.merge'),
  }
  const labels: Readonly<Record<string, string>> = {
    role: t('audit.details.role'),
    permissions: t('audit.details.permissions'),
    expiresAt: t('audit.details.expiresAt'),
    viewRoles: t('audit.details.viewRoles'),
    maskRoles: t('audit.details.maskRoles'),
    editRoles: t('audit.details.editRoles'),
    format: t('audit.details.format'),
    mode: t('audit.details.mode'),
  }
  const plainDetail = ([name, value]: [string, unknown]): AuditDetail[] => {
    if (typeof value === 'number')
      return value === 0
        ? []
        : [
            {
              label: t(`imports.outcomes.${name}` as 'imports.outcomes.rows', {
                defaultValue: name,
              }),
              text: formatNumber(value),
            },
          ]
    const label = labels[name]
    return label === undefined ? [] : [{ label, text: textOf[name]?.(value) ?? String(value) }]
  }

  /** A role's permissions as they changed: which came and which went. */
  const permissionChanges = ({ before, permissions }: AuditEntry['details']): AuditDetail[] => {
    const [had, has] = [permissionsIn(before), permissionsIn(permissions)]
    const words = (ids: typeof had) => formatList(ids.map(permissionLabel))
    return [
      { label: t('audit.details.granted'), text: words(has.filter((one) => !had.includes(one))) },
      { label: t('audit.details.withdrawn'), text: words(had.filter((one) => !has.includes(one))) },
    ].filter(({ text }) => text !== '')
  }

  return {
    /** The sentence's path, and what is put into it beside who and what. */
    sentenceOf(entry: AuditEntry) {
      const sentence = sentenceOf(entry)
      return { path: sentence.path, values: valuesOf(sentence) }
    },
    /** What the sentence leaves out. */
    detailsOf(entry: AuditEntry): AuditDetail[] {
      if (entry.action === 'role.changed') return permissionChanges(entry.details)
      const { told } = sentenceOf(entry)
      return Object.entries(entry.details)
        .filter(([name, value]) => !(name in told) && (value !== null || rights.has(name)))
        .flatMap(plainDetail)
        .filter(({ text }) => text !== '')
    },
  }
}
