import { z } from 'zod'
import { foldText } from '../text/fold-text.ts'
import { trimMarks } from '../text/trim-marks.ts'
import { reason } from '../reasons/reason.ts'
import { refusal, refuse, worded } from '../reasons/zod.ts'
import { type Filter, filterSchema, noneOrFilterSchema } from './filter.ts'
import { lineFault } from './text-rules.ts'
import type { Setting } from './setting.ts'

export interface Option {
  id: string
  text: string
  /** It is offered only where a contact meets it; absent for always. */
  when?: Filter | undefined
}

export const mostOptions = 500
const longestOption = 256

const option = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9_]{1,64}$/, worded('option_id_pattern'))
    .optional(),
  text: z
    .string()
    .overwrite(trimMarks)
    .min(1, worded('empty_text'))
    .max(longestOption)
    .superRefine((text, context) => {
      const fault = lineFault(text)
      if (fault) refuse(context, fault)
    }),
  when: noneOrFilterSchema.optional(),
})

const sentOption = z.strictObject({
  id: z.string().max(64).optional().describe('Left out for a new option'),
  text: z.string().max(256),
  when: noneOrFilterSchema
    .optional()
    .describe(
      'It is offered only where a contact meets it. Left out it stays as it is; null for always',
    ),
})

/** Whether an option may be called so. */
export function isOptionText(text: string): boolean {
  return option.shape.text.safeParse(text).success
}

/** What the values of a type are chosen from. An option without an id is new. */
export const optionsSetting: Setting<Option[], z.infer<typeof sentOption>[], Option[]> = {
  label: 'Options',
  summary: { one: '{{count}} option', other: '{{count}} options' },
  editor: 'options',
  initial: [],
  sent: z.array(sentOption).max(mostOptions).nullish(),
  kept: z
    .array(z.object({ id: z.string(), text: z.string(), when: filterSchema.optional() }))
    .optional(),
  rule: z
    .array(option, { error: worded('options_missing') })
    .min(1, worded('options_missing'))
    .max(mostOptions, worded('too_many_options', { most: mostOptions }))
    .superRefine((options, context) => {
      const texts = options.map(({ text }) => foldText(text))
      const twice = texts.findIndex((text, index) => texts.indexOf(text) !== index)
      if (twice >= 0) refuse(context, reason('option_twice', { text: options[twice]?.text ?? '' }))
      const ids = options.flatMap(({ id }) => (id === undefined ? [] : [id]))
      if (new Set(ids).size < ids.length) refuse(context, reason('option_id_twice'))
    })
    .transform(mintIds),
  narrows: (before, after) => {
    const left = new Set(after.map(({ id }) => id))
    return before.some(({ id }) => !left.has(id))
  },
}

interface OptionSettings {
  readonly options: readonly Option[]
}

function mintIds(options: readonly z.infer<typeof option>[]): Option[] {
  const taken = new Set(options.flatMap(({ id }) => id ?? []))
  return options.map(({ id, text, when }) => {
    const known = id ?? freshId(text, taken)
    taken.add(known)
    return { id: known, text, ...(when && { when }) }
  })
}

/** A readable id from the option's first text. It stays when the text is renamed. */
function freshId(text: string, taken: ReadonlySet<string>): string {
  const stem =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 48) || 'option'
  let id = stem
  for (let n = 2; taken.has(id); n++) id = `${stem}_${n}`
  return id
}

/** The option a program means: its id, its text, or a text that folds to its text; null for none. */
function findOption(options: readonly Option[], said: string): Option | null {
  const text = trimMarks(said)
  return options.find((option) => option.id === text) ?? findByText(options, text)
}

/** The option a cell names: here the text comes first, since that is what a file shows. */
export function findOptionInCell(options: readonly Option[], said: string): Option | null {
  const text = trimMarks(said)
  return findByText(options, text) ?? options.find((option) => option.id === text) ?? null
}

function findByText(options: readonly Option[], text: string): Option | null {
  const exact = options.find((option) => option.text === text)
  if (exact) return exact
  const folded = foldText(text)
  return options.find((option) => foldText(option.text) === folded) ?? null
}

/** One option's id; its exact text is taken too and turned into the id. */
export function choiceSchema({ options }: OptionSettings) {
  return z
    .string()
    .overwrite((said) => findOption(options, said)?.id ?? said)
    .refine(
      (id) => options.some((option) => option.id === id),
      refusal('not_option', { options: options.map(({ text }) => text) }),
    )
    .meta({ enum: options.map(({ id }) => id) })
}

/** The id of an option as it is stored; undefined for whatever else an option can be named by. */
export function choiceTryFast({ options }: OptionSettings) {
  const ids = new Set<unknown>(options.map(({ id }) => id))
  return (said: unknown): string | undefined =>
    typeof said === 'string' && ids.has(said) && trimMarks(said) === said ? said : undefined
}

export function textOfOption({ options }: OptionSettings, id: string): string {
  return options.find((option) => option.id === id)?.text ?? id
}

/** The example of a row: one option after the other, for as long as there are some. */
export function exampleOption(row: number, { options }: OptionSettings): string | null {
  return options[row % Math.max(options.length, 1)]?.text ?? null
}
