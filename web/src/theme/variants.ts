import type { Mode } from './palette.ts'

/** The looks there are, each the class under which antd's variables have its values. */
export const variants = {
  'cf-light': { mode: 'light', still: false },
  'cf-light-still': { mode: 'light', still: true },
  'cf-dark': { mode: 'dark', still: false },
  'cf-dark-still': { mode: 'dark', still: true },
} as const satisfies Record<string, { mode: Mode; still: boolean }>

export type Variant = keyof typeof variants

/** @param still without animations */
export function variantOf(mode: Mode, still: boolean): Variant {
  return still ? `cf-${mode}-still` : `cf-${mode}`
}
