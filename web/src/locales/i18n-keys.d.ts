import 'i18next'
import type { en } from './en.ts'

// A key that is in none of the files is a type error.
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}
