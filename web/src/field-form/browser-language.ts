let language: string | undefined

/** BCP 47: the language in which the browser writes numbers and dates, and so how they are read. */
export function browserLanguage(): string {
  language ??= new Intl.NumberFormat().resolvedOptions().locale
  return language
}
