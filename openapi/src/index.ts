import './no-eval.ts'
export * from './account-answers.ts'
export * from './audit.ts'
export { measureText, numberText } from './locale/number-text.ts'
export { parseAmountCell } from './field-types/amount-cell.ts'
export { parseNumberCell } from './field-types/number-cell.ts'
export {
  amountKey,
  amountKeyDigits,
  amountKeyOffset,
  type CurrencyRules,
  keysOfCurrency,
} from './currencies/amount.ts'
export { currencyCodes } from './currencies/iso-4217.ts'
export { amountText, typedAmountText } from './locale/amount-text.ts'
export { joinBytes } from './bytes/join-bytes.ts'
export { JsonBytes } from './bytes/json-bytes.ts'
export { TextBytes } from './bytes/text-bytes.ts'
export type { Cell } from './field-types/cell.ts'
export { isCell, longestCell, longestShown } from './field-types/is-cell.ts'
export * from './bulk-edits.ts'
export { chunkBody } from './chunk-body.ts'
export { shapeOfSeveral } from './closest-shape.ts'
export * from './access.ts'
export * from './changes.ts'
export {
  hasIdentity,
  identityFieldsOf,
  isRequired,
  missingIdentityReason,
} from './contact-facts.ts'
export * from './contact-schema.ts'
export { dependsOnToday, mostDays } from './relative-days.ts'
export { derivedOnce } from './derived.ts'
export * from './field.ts'
export { judgeReturn, judgeStored, readOnlyNowReason } from './judge-conditions.ts'
export * from './complete-conditions.ts'
export * from './condition-sentences.ts'
export * from './conditional-fields.ts'
export * from './field-conditions.ts'
export { namesField } from './operand-field.ts'
export * from './read-field-condition.ts'
export * from './stored-conditions.ts'
export * from './field-input.ts'
export { displayOf, type FieldDisplay } from './field-display.ts'
export * from './field-rules.ts'
export { typeRules } from './type-rules.ts'
export { hasMask, maskMark, maskOf } from './masked-values.ts'
export * from './merge-values.ts'
export { fieldsByKey } from './fields-by-key.ts'
export { missingOptions, withOptions } from './missing-options.ts'
export {
  type Control,
  type FieldSettings,
  type FieldTypeId,
  fieldTypeIds,
  fieldTypeOf,
  fieldTypes,
  type SettingName,
} from './field-types/registry.ts'
export { mostOptions, type Option } from './field-types/option-rules.ts'
export {
  keptSettings,
  narrowedSetting,
  presentSettings,
  settingNames,
  settings,
} from './field-types/settings.ts'
export { longestPattern, patternOf } from './patterns/pattern.ts'
export type { Unit } from './field-types/number-unit.ts'
export type { CellLocale } from './field-types/type.ts'
export { plainLocale } from './field-types/type.ts'
export type { DateOrder } from './locale/date-words.ts'
export { dayText, instantText } from './locale/date-text.ts'
export { parseDayCell, parseInstantCell } from './field-types/date-cell.ts'
export * from './identities/registry.ts'
export * from './import-outcomes.ts'
export { normaliserOf } from './identities/normalise.ts'
export {
  defaultCountry,
  type IdentitySettings,
  longestTyped,
  type Normalised,
} from './identities/normalised.ts'
export { isPhoneCountry } from './identities/phone.ts'
export { phoneDigits } from './identities/phone-digits.ts'
export * from './languages.ts'
export { byStrength } from './identities/strength.ts'
export * from './notes.ts'
export * from './field-types/one-line.ts'
export { Unread } from './field-types/unread.ts'
export * from './field-types/operators.ts'
export * from './prebuilt-fields.ts'
export * from './password-length.ts'
export * from './people.ts'
export * from './preferences.ts'
export * from './problem.ts'
export { matches } from './matches.ts'
export * from './query.ts'
export {
  type Condition,
  fieldsOfCondition,
  operatorsOf,
  readFilter,
  readSorters,
} from './read-query.ts'
export * from './reasons/reason.ts'
export { detail, type RefusalCode, refusals } from './refusals/refusal.ts'
export * from './section-conditions.ts'
export * from './sections.ts'
export { reasonOfIssue, refusal, refuse, worded } from './reasons/zod.ts'
export * from './stored-filter.ts'
export { comparableText, foldsAsAscii } from './text/comparable-text.ts'
export { foldText } from './text/fold-text.ts'
export { trimMarks } from './text/trim-marks.ts'
export * from './unique.ts'
export * from './values.ts'
export * from './views.ts'
