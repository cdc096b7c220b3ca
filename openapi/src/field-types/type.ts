import { z } from 'zod'
import type { Cell } from './cell.ts'
import type { DateOrder } from '../locale/date-words.ts'
import type { TellNote } from '../reasons/reason.ts'
import type { IdentityKey } from '../identities/registry.ts'
import type { AnyControl } from './control.ts'
import type { Unit } from './number-unit.ts'
import type { Operator } from './operators.ts'
import {
  partOfEach,
  readSettings,
  type SettingDeclarations,
  type SettingsOf,
  type StatedSettings,
} from './setting.ts'

/** How a spreadsheet's author writes what a cell leaves open. What is not said is not guessed. */
export interface CellLocale {
  /** IANA zone in which a wall-clock date-time without an offset is meant. */
  timeZone: string
  /** Without it 03/04/2026 is two different days, and is refused. */
  dateOrder?: DateOrder | undefined
  /** ISO 3166-1 alpha-2: where national phone numbers are from, if not from the field's country. */
  country?: string | undefined
  /** One character between several values in one cell, `;` unless said otherwise. */
  separator?: string | undefined
  /** True where 1.234,5 is a number, false where 1,234.5 is. Without it 1,234 is two different numbers. */
  decimalComma?: boolean | undefined
  /** BCP 47: whose numbers and dates are meant, where a person types. It outdoes `decimalComma`. */
  language?: string | undefined
}

export const plainLocale: CellLocale = { timeZone: 'UTC' }

/** How stored values sort and are compared in the database. */
type Comparison = 'text' | 'number' | 'time' | 'amount'

/** How a table shows the values. */
export interface ColumnShape {
  /** Pixels that nearly all of them fit in. */
  readonly width: number
  /** Numbers stand under each other by their last digit. */
  readonly alignEnd?: boolean
}

/** A value drawn with signs, and what they say to whoever does not see them. */
interface SignedText {
  readonly signs: string
  /** How many of them are lit, of how many: to be said in the language of who is told. */
  readonly value: number
  readonly most: number
}

/**
 * A data type of fields, as its file declares it. Validation, storage, the API document, forms,
 * columns, filters, cells and the sample file are derived from what it declares.
 *
 * @typeParam V a value as it is stored
 * @typeParam D its settings, declared
 * @typeParam C its control
 */
interface FieldTypeDeclaration<V, D extends SettingDeclarations, C extends AnyControl> {
  readonly id: string
  readonly label: string
  /** What the type is for, in a few words, shown where a type is chosen. */
  readonly hint: string
  /** Those it has besides what every field has, in the order the definition's form offers them. */
  readonly settings: D
  /** Refuses settings that contradict each other. */
  agree?(settings: SettingsOf<D>, context: z.RefinementCtx): void
  readonly operators: readonly Operator[]
  /** True where a value is a list, so that an operator means "one of its elements". */
  readonly many: boolean
  readonly compare: Comparison
  /**
   * What stands between the texts of several columns that go to one field. Without it a field takes
   * one column, unless its values are lists: those are put together.
   */
  readonly joins?: string | undefined
  /** True where substring search over contacts should find the value. */
  readonly searchable: boolean
  readonly column: ColumnShape
  /** The only validator of a present value. Never sees null, '' or []: those are "no value". */
  value(settings: SettingsOf<D>): z.ZodType<V>
  /**
   * What `value` would make of a value, wherever that can be told without it; undefined leaves the
   * verdict to `value`, the only one to give reasons. A file has millions of cells and nearly all of
   * them are fine, so this is asked first.
   */
  tryFast(settings: SettingsOf<D>): (value: unknown) => V | undefined
  /**
   * Reads a cell into what `value` then judges; null for a blank one. It never rejects: what it
   * cannot read it passes on as it is, so that `value` names the reason.
   */
  parseCell(
    cell: Cell,
    settings: SettingsOf<D>,
    locale: CellLocale,
    tell: TellNote | undefined,
  ): unknown
  formatCell(value: V, settings: SettingsOf<D>): Cell
  /** A cell for the sample file's row, 0 or 1; null where the settings leave no value to show. */
  example(row: number, settings: SettingsOf<D>): Cell
  control(settings: SettingsOf<D>): C
  /** For operands of filters that stand for more than one value, as a minute does: the first and the last. */
  span?(operand: unknown): readonly [V, V] | null
  /**
   * For values that are times: the first and the last of two days, `YYYY-MM-DD`, and all between them.
   *
   * @param timeZone IANA name of the zone whose days they are
   */
  spanOfDays?(first: string, last: string, timeZone: string): readonly [V, V]
  /** For values that tables show by signs; others show the cell's text. */
  signedText?(value: V, settings: SettingsOf<D>): SignedText
  /** What is shown beside a number, and is no part of the value. */
  unit?(settings: SettingsOf<D>): Unit | null
  /** As identities of which type its texts are read, compared and kept; see `type-rules.ts`. */
  readonly readAs?: IdentityKey
}

/**
 * A data type as everybody else asks it: by settings as a definition states them.
 *
 * @typeParam S the settings a definition may state
 * @typeParam N their names
 */
export interface FieldType<V, S, N, C, D = SettingDeclarations> extends Pick<
  FieldTypeDeclaration<V, SettingDeclarations, AnyControl>,
  | 'id'
  | 'label'
  | 'hint'
  | 'operators'
  | 'many'
  | 'joins'
  | 'compare'
  | 'searchable'
  | 'column'
  | 'readAs'
> {
  /** Declared; in the order the definition's form offers them. */
  readonly settings: D
  readonly settingNames: readonly N[]
  /** Fills what is absent and refuses what contradicts itself; keys of other types are dropped. */
  readonly settingsSchema: z.ZodType<S>
  /** The rules under a definition's settings. */
  rules(stated: S): TypeRules<V, C>
}

/** A type's rules with its settings filled in; each is explained where a type declares it. */
export interface TypeRules<V, C> {
  value: z.ZodType<V>
  tryFast(value: unknown): V | undefined
  /** @param locale ISO dates in UTC and decimal points unless said otherwise */
  parseCell(cell: Cell, locale?: CellLocale, tell?: TellNote): unknown
  formatCell(value: V): Cell
  example(row: number): Cell
  /** @returns null for an operand that stands for one value alone */
  span(operand: unknown): readonly [V, V] | null
  /** @returns null for values that are no times */
  spanOfDays(first: string, last: string, timeZone: string): readonly [V, V] | null
  /** @returns null also for what is no value under these settings */
  signedText(value: unknown): SignedText | null
  readonly unit: Unit | null
  readonly control: C
}

/** Makes a type of what its file declares. */
export function defineFieldType<
  const Id extends string,
  V,
  D extends SettingDeclarations,
  C extends AnyControl,
>(
  declared: FieldTypeDeclaration<V, D, C> & { readonly id: Id },
): FieldType<V, StatedSettings<D>, keyof D, C, D> & { readonly id: Id } {
  const { agree } = declared
  const whole = z.object(partOfEach(declared.settings, 'rule')).superRefine((settings, context) => {
    agree?.(settings as SettingsOf<D>, context)
  })
  return {
    ...declared,
    settingNames: Object.keys(declared.settings) as (keyof D)[],
    // zod infers no output for a shape that is itself a type parameter.
    settingsSchema: whole as z.ZodType<unknown> as z.ZodType<StatedSettings<D>>,
    rules(stated) {
      const settings = readSettings(declared.settings, stated)
      const tryFast = declared.tryFast(settings)
      return {
        value: declared.value(settings),
        tryFast,
        parseCell: (cell, locale = plainLocale, tell) =>
          declared.parseCell(cell, settings, locale, tell),
        formatCell: (value) => declared.formatCell(value, settings),
        example: (row) => declared.example(row, settings),
        span: (operand) => declared.span?.(operand) ?? null,
        spanOfDays: (first, last, timeZone) => declared.spanOfDays?.(first, last, timeZone) ?? null,
        // A history has values from before the definition was changed: those have no signs now.
        signedText: (value) => {
          const taken = declared.signedText ? tryFast(value) : undefined
          return taken === undefined ? null : (declared.signedText?.(taken, settings) ?? null)
        },
        unit: declared.unit?.(settings) ?? null,
        control: declared.control(settings),
      }
    },
  }
}
