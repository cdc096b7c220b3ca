import { z } from 'zod'
import { worded } from '../reasons/zod.ts'
import { refusingUnread } from './unread.ts'

/**
 * A setting that the fields of a type have besides what every field has. From what is declared here
 * follow the request's and the answer's schema, what is stored, the definition's form, and whether
 * stored values must be tried when it changes. `T` is what it holds, `Sent` what a request has for it,
 * `Kept` what an answer has.
 */
export interface Setting<T, Sent, Kept> {
  /** What people call it. */
  readonly label: string
  /** Shown under its input. */
  readonly hint?: string
  /** Said of a field that has it, in a list of fields. */
  readonly summary: Summary
  /** What it is edited with. */
  readonly editor:
    | 'number'
    | 'options'
    | 'text'
    | 'choice'
    | 'pattern'
    | 'switch'
    | 'currency'
    | 'currencies'
  /** True for a number that has no decimals. */
  readonly whole?: boolean
  /** What there is to choose from, in words, where it is chosen. */
  readonly choices?: Readonly<Record<string, string>>
  /** The setting without which this one means nothing, so that nobody is asked for it. */
  readonly of?: string
  /** What a definition without it has. */
  readonly initial: T
  /** Its shape in a request, before the type's rule is asked; null unsets it. */
  readonly sent: z.ZodOptional<z.ZodNullable<z.ZodType<Sent>>>
  /** Its shape in an answer; types that do not have it leave it out. */
  readonly kept: z.ZodOptional<z.ZodType<Kept>>
  /** The rule: fills what is absent, where it can be filled in. */
  readonly rule: z.ZodType<T>
  /** What stands for it where an operand of a filter is read, which may lie beyond any stored value. */
  readonly widest?: T
  /** Whether the change may forbid values that were allowed. */
  narrows(before: T, after: T): boolean
}

/** `{{count}}` stands for the number that the setting is, or the count of what it lists; `{{value}}` for a text. */
interface Summary {
  one?: string
  other: string
}

/** A type's settings by name. Types that share a name share the setting's shape and words. */
export type SettingDeclarations = Readonly<Record<string, Setting<unknown, unknown, unknown>>>

/** A type's settings, all filled in. */
export type SettingsOf<D extends SettingDeclarations> = {
  readonly [Name in keyof D]: D[Name]['initial']
}

/** A type's settings as a definition states them: some may be missing. */
export type StatedSettings<D extends SettingDeclarations> = {
  readonly [Name in keyof D]?: D[Name]['initial'] | undefined
}

/** What `make` makes of each setting, under the setting's name. */
function eachSetting<
  D extends SettingDeclarations,
  R extends { readonly [Name in keyof D]: unknown },
>(settings: D, make: <Name extends keyof D>(setting: D[Name], name: Name) => R[Name]): R {
  const made: Partial<R> = {}
  // Object.keys answers plain strings: a type's settings are object literals with no further names.
  for (const name of Object.keys(settings) as (keyof D)[]) made[name] = make(settings[name], name)
  return made as R
}

/** One part of each setting's declaration, under the setting's name. */
export function partOfEach<
  D extends SettingDeclarations,
  Part extends keyof Setting<unknown, unknown, unknown>,
>(settings: D, part: Part): { readonly [Name in keyof D]: D[Name][Part] } {
  return eachSetting<D, { readonly [Name in keyof D]: D[Name][Part] }>(
    settings,
    (setting) => setting[part],
  )
}

/** The settings of a definition, those it lacks filled in; they are not judged. */
export function readSettings<D extends SettingDeclarations>(
  settings: D,
  stated: StatedSettings<D>,
): SettingsOf<D> {
  return eachSetting<D, SettingsOf<D>>(settings, ({ initial }, name) => stated[name] ?? initial)
}

interface NumberSetting<T extends number | undefined> extends Pick<
  Setting<T, number, number>,
  'label' | 'summary' | 'initial' | 'rule' | 'narrows'
> {
  hint?: string
  widest: T
  whole: boolean
}

const number = z.number()

/** A setting that is a number, typed into an input of its own. */
export function numberSetting<T extends number | undefined>({
  whole,
  ...own
}: NumberSetting<T>): Setting<T, number, number> {
  return {
    ...own,
    whole,
    editor: 'number',
    sent: refusingUnread(whole ? number.int('must be a whole number') : number).nullish(),
    kept: (whole ? z.number().int() : z.number()).optional(),
  }
}

interface CountSetting extends Pick<Setting<number, number, number>, 'label' | 'summary'> {
  hint?: string
  /** Where a definition does not say. */
  usual: number
  least: number
  most: number
}

/** A whole number that says how much a value may be: a smaller one may forbid what was allowed. */
export function countSetting({
  usual,
  least,
  most,
  ...words
}: CountSetting): Setting<number, number, number> {
  return numberSetting({
    ...words,
    whole: true,
    initial: usual,
    rule: number
      .int('must be a whole number')
      .min(least, `must be at least ${least}`)
      .max(most, `must be at most ${most}`)
      .default(usual),
    widest: most,
    narrows: (before, after) => after < before,
  })
}

type Optional<T> = T | undefined

interface TextSetting extends Pick<Setting<string, string, string>, 'label' | 'summary'> {
  hint?: string
  /** Of a text that is there. */
  rule: z.ZodType<string>
  editor?: 'text' | 'pattern' | 'currency'
  of?: string
  narrows?(before: Optional<string>, after: Optional<string>): boolean
}

/** A setting that is a line of text, absent where a definition does not have it. */
export function textSetting({
  rule,
  editor = 'text',
  narrows,
  ...words
}: TextSetting): Setting<Optional<string>, string, string> {
  return {
    ...words,
    editor,
    initial: undefined,
    sent: z.string().max(longestSetting).nullish(),
    kept: z.string().optional(),
    rule: rule.optional(),
    // What forbids nothing says how values are read, and does so of operands too.
    ...(narrows && { widest: undefined }),
    narrows: narrows ?? (() => false),
  }
}

const longestSetting = 1_000

interface ChoiceSetting<T extends string> extends Pick<Setting<T, T, T>, 'label' | 'summary'> {
  hint?: string
  of?: string
  /** Each in words; a definition without one has the first. */
  choices: Readonly<Record<T, string>>
}

/** A setting that is one of a few, under which every value stays what it is. */
export function choiceSetting<T extends string>({
  choices,
  ...words
}: ChoiceSetting<T>): Setting<Optional<T>, T, T> {
  const rule = z.enum(Object.keys(choices) as [T, ...T[]], { error: 'must be one of them' })
  return {
    ...words,
    choices,
    editor: 'choice',
    initial: undefined,
    sent: rule.nullish(),
    kept: rule.optional(),
    rule: rule.optional(),
    narrows: () => false,
  }
}

/** Where a phone number without a country code is from; by ISO 3166-1 alpha-2. */
export const countrySetting = textSetting({
  label: 'Country',
  hint: 'Two letters, like US: how a number without a country code is read.',
  summary: { other: '{{value}}' },
  rule: z.string().regex(/^[A-Z]{2}$/, worded('not_country')),
})

/** Whether no two contacts have one value; kept only where it is so. What has it on stands in `unique.ts`. */
export const uniqueSetting: Setting<Optional<boolean>, boolean, boolean> = {
  label: 'Unique',
  hint: 'No two contacts share a value, whatever its case or accents. Contacts in the trash do not count.',
  summary: { other: 'unique' },
  editor: 'switch',
  initial: undefined,
  sent: z.boolean().nullish(),
  kept: z.boolean().optional(),
  rule: z
    .boolean()
    .optional()
    .transform((isOn) => isOn || undefined),
  // Values are not judged one by one for it: what two contacts have is counted before it is turned on.
  narrows: () => false,
}
