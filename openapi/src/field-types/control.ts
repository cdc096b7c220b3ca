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
  input: 'text' | 'email' | 'url'
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
