import type { z } from 'zod'
import type { Cell } from './cell.ts'
import type { Operator } from './operators.ts'

export interface Option {
  id: string
  text: string
}

/** Every setting any type knows; each type reads only its own. Flat on the wire and in memory. */
export interface Settings {
  length?: number | undefined
  options?: Option[] | undefined
  min?: number | undefined
  max?: number | undefined
  decimals?: number | undefined
}

/** The order in which a date of three numbers is written. */
export const dateOrders = ['YMD', 'DMY', 'MDY'] as const
export type DateOrder = (typeof dateOrders)[number]

/** How a spreadsheet's author writes what a cell leaves open. What is not said is not guessed. */
export interface CellLocale {
  /** IANA zone in which a wall-clock date-time without an offset is meant. */
  timeZone: string
  /** Without it only ISO dates are read: 03/04/2026 is two different days. */
  dateOrder?: DateOrder | undefined
  /** ISO 3166-1 alpha-2: where national phone numbers are from, if not from the field's country. */
  country?: string | undefined
  /** One character between several values in one cell, `;` unless said otherwise. */
  separator?: string | undefined
  /** True where 1.234,5 is a number. */
  decimalComma?: boolean | undefined
}

export const plainLocale: CellLocale = { timeZone: 'UTC' }

/**
 * What a person edits a value with: data, never JSX, so that the contract knows no user interface.
 * The renderer switches over `kind` exhaustively.
 */
export type Control =
  | { kind: 'line'; maxLength: number; input: 'text' | 'email' | 'url' }
  | { kind: 'lines'; maxLength: number }
  | { kind: 'number'; min?: number | undefined; max?: number | undefined; decimals: number }
  | { kind: 'date' }
  | { kind: 'datetime' }
  | { kind: 'switch' }
  | { kind: 'choice'; style: 'buttons' | 'list'; options: readonly Option[] }
  | { kind: 'choices'; options: readonly Option[] }
  | { kind: 'identities'; input: 'text' | 'email' | 'tel'; maxLength: number }

/** How stored values sort and are compared in the database. */
export type Comparison = 'text' | 'number' | 'time'

/** The settings a type has besides those every field has, as the field editor offers them. */
export type SettingName = keyof Settings

/**
 * A data type of fields. It declares; validation, columns, filters, cells and the API document
 * are derived from what it declares.
 */
export interface FieldType<V = unknown> {
  readonly id: string
  readonly label: string
  /** What the type is for, in a few words, shown where a type is chosen. */
  readonly hint: string
  readonly settingNames: readonly SettingName[]
  /** Fills what is absent and refuses what contradicts itself; keys of other types are dropped. */
  readonly settings: z.ZodType<Settings>
  readonly operators: readonly Operator[]
  /** True where a value is a list, so that an operator means "one of its elements". */
  readonly many: boolean
  readonly compare: Comparison
  /** True where substring search over contacts should find the value. */
  readonly searchable: boolean
  /** The only validator of a present value. Never sees null, '' or []: those are "no value". */
  value(settings: Settings): z.ZodType<V>
  /**
   * What `value` would make of a value, wherever that can be told without it; undefined leaves the
   * verdict to `value`, the only one to give reasons. A file has millions of cells and nearly all of
   * them are fine, so this is asked first.
   */
  tryFast(settings: Settings): (value: unknown) => V | undefined
  /**
   * Reads a cell into what `value` then judges; null for a blank one. It never rejects: what it
   * cannot read it passes on as it is, so that `value` names the reason.
   */
  parseCell(cell: Cell, settings: Settings, locale: CellLocale): unknown
  formatCell(value: V, settings: Settings): Cell
  control(settings: Settings): Control
}

/** Lets a type state its value's TypeScript type once and still live in a registry of all types. */
export function defineFieldType<V>(type: FieldType<V>): FieldType<V> {
  return type
}
