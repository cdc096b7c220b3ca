import { z } from 'zod'
import { english } from './english.ts'

/**
 * Why a value is refused: a stable code for programs and translations, the parameters its sentence
 * is made from, and the sentence itself in English, as the end of one that begins with the field.
 */
export interface Reason {
  code: string
  params: ReasonParams
  text: string
}

/** What a sentence is made from: plain JSON, because reasons travel and are stored. */
export type ReasonParams = Readonly<Record<string, ReasonParam>>
export type ReasonParam = string | number | boolean | null | readonly string[]

/** Path of the value (`values.email`, `name`) → why it is refused. */
export type CodedReasons = Record<string, Reason[]>

type English = typeof english
export type ReasonCode = keyof English

export const reasonCodes = Object.keys(english) as ReasonCode[]

/** The parameters of a code; none for a code whose sentence is always the same. */
type ParamsOf<Code extends ReasonCode> = Parameters<English[Code]>

/** The sentence of a code in English, made of parameters that were kept. */
export function sentence(code: ReasonCode, params: ReasonParams): string {
  const made = english[code] as (params: ReasonParams) => string
  return made(params)
}

/** The sentence of a code as `sentence` makes it; null for a code that is none of ours. */
export function reasonText(code: string, params: ReasonParams): string | null {
  return Object.hasOwn(english, code) ? sentence(code as ReasonCode, params) : null
}

/** @returns the reason of this code, with its text in English made from the parameters */
export function reason<Code extends ReasonCode>(code: Code, ...params: ParamsOf<Code>): Reason {
  const [given = {}] = params as readonly ReasonParams[]
  return { code, params: given, text: sentence(code, given) }
}

/** A reason with the value it is about, where one field may have several. @param value as it was sent */
export function named(value: string, { code, params, text }: Reason): Reason {
  const shown = value.length > 60 ? `${value.slice(0, 59)}…` : value
  return { code, params: { ...params, value: shown }, text: `“${shown}” ${text}` }
}

/** A reason with the name of the field it is about, where no form shows it beside that. */
export function ofField(field: string, { code, params, text }: Reason): Reason {
  return { code, params: { ...params, field }, text: `${field} ${text}` }
}

/** Is told what whoever wrote a value should know of how it is read, though it is fine. */
export type TellNote = (note: Reason) => void

/** A reason in words that were made elsewhere, as by a library: it has no code of its own. */
export function plainReason(text: string): Reason {
  return { code: 'other', params: {}, text }
}

const paramSchema = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()])
  .nullable()
  .meta({ id: 'ReasonParam' })

export const reasonSchema = z
  .object({
    code: z.string().describe('Stable name of the rule that is broken; `other` where it has none'),
    params: z.record(z.string(), paramSchema).describe('What the text is made from'),
    text: z.string().describe('The same in English'),
  })
  .meta({ id: 'Reason' })

/** The texts alone, in the shape of a problem body's `errors`. */
export function textsOf(reasons: CodedReasons): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(reasons).map(([path, told]) => [path, told.map(({ text }) => text)]),
  )
}
