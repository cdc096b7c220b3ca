/**
 * The page numbers to offer: the first, the last, those around the present one; null for a gap.
 * At most seven entries, so that the row never changes its width much.
 */
export function pagesToOffer(page: number, last: number): (number | null)[] {
  if (last <= 7) return Array.from({ length: last }, (_, index) => index + 1)
  const middle = Math.min(Math.max(page, 4), last - 3)
  const around =
    middle === 4
      ? [2, 3, 4, 5]
      : middle === last - 3
        ? [last - 4, last - 3, last - 2, last - 1]
        : [middle - 1, middle, middle + 1]
  return [
    1,
    ...(around[0] === 2 ? [] : [null]),
    ...around,
    ...(around.at(-1) === last - 1 ? [] : [null]),
    last,
  ]
}
