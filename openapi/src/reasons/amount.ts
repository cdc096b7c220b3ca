/**
 * How many of something, in English: one of them is in the singular. Everything that the API says of a
 * number of things is said by this.
 *
 * @param many the plural, where it is not the singular with an s
 */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
