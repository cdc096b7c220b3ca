/** A number as a spreadsheet shows one that is too wide for its cell: its digits are gone. */
export function isSpoiltNumber(text: string): boolean {
  return /^[+-]?(?:\d[.,]\d+E\+?|\dE\+)\d{2,3}$/i.test(text)
}

/**
 * The number in a cell as the text of an identity. Spreadsheets keep fifteen digits, and zeros for the
 * rest: an id that is longer comes as it is shown there, so that it is not taken for another one.
 */
export function identityText(number: number): string {
  const isWhole = Number.isSafeInteger(number) && (Math.abs(number) < 1e15 || number % 10 !== 0)
  return isWhole || !Number.isInteger(number)
    ? String(number)
    : number.toExponential(5).replace('e', 'E')
}
