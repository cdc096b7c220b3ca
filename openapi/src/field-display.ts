import { type AnyFieldType, type AnyTypeRules, fieldTypeOf } from './field-types/registry.ts'
import { joinCell } from './field-types/multi-value.ts'
import { textOperators } from './field-types/operators.ts'
import { type Field, nameKey } from './field.ts'
import { type IdentityType, identityTypeOf } from './identities/registry.ts'

type SharedByType = Pick<
  AnyFieldType,
  'operators' | 'many' | 'joins' | 'compare' | 'searchable' | 'column'
>

/** One field's rules with its settings filled in; see `rulesOf`. */
export interface FieldRules extends AnyTypeRules, SharedByType {}

/**
 * How one field's values are shown, asked for and compared. Apart from the rules they must keep, which take
 * the world's numbering plans: a page that only lists contacts loads without them.
 */
export interface FieldDisplay extends Omit<
  FieldRules,
  'value' | 'tryFast' | 'parseCell' | 'example'
> {}

const cache = new WeakMap<Field, FieldDisplay>()

/** Definitions are never changed in place, so a field's display is made once. */
export function displayOf(field: Field): FieldDisplay {
  let display = cache.get(field)
  if (!display) {
    display =
      field.kind === 'I' ? identityDisplay(field, identityTypeOf(field.key)) : plainRules(field)
    cache.set(field, display)
  }
  return display
}

/** The rules of a field that is no identity: its type's. */
export function plainRules(field: Field): FieldRules {
  const { rules, ...type } = fieldTypeOf(field.type)
  // A name of several columns reads as one is written.
  const joins = field.key === nameKey ? ' ' : type.joins
  return { ...type, ...rules(field), joins }
}

export function identityDisplay(field: Field, { input, length }: IdentityType): FieldDisplay {
  return {
    operators: textOperators,
    many: true,
    compare: 'text',
    searchable: true,
    column: { width: input === 'email' ? 250 : 160 },
    formatCell: (value) => joinCell(value as string[]),
    signedText: () => null,
    unit: null,
    span: () => null,
    spanOfDays: () => null,
    control: { kind: 'identities', input, maxLength: field.length ?? length },
  }
}
