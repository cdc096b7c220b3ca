import type { Unit } from './number-unit.ts'
import type { Option } from './option-rules.ts'

/**
 * What a person edits a value with: data, never JSX, so that the contract knows no user interface. A
 * control that several types have is here; one of a single type is in that type's file.
 */
export interface AnyControl {
  readonly kind: string
}

export interface LineControl {
  kind: 'line'
  maxLength: number
  input: 'text' | 'email' | 'url' | 'tel'
}

export interface LinesControl {
  kind: 'lines'
  maxLength: number
}

export interface NumberControl {
  kind: 'number'
  min?: number | undefined
  max?: number | undefined
  decimals: number
  /** Taken beside the number, and shown there. */
  unit: Unit | null
}

export interface ChoiceControl {
  kind: 'choice'
  style: 'buttons' | 'list'
  options: readonly Option[]
}

/** Of identity fields, whatever their identity type. */
export interface IdentitiesControl {
  kind: 'identities'
  input: 'text' | 'email' | 'tel'
  maxLength: number
}
