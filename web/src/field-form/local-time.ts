/**
 * An instant by the clocks of who looks, as `datetime-local` inputs have it: `YYYY-MM-DDTHH:mm`, and its
 * seconds where there are some. Empty for what is no instant.
 */
export function localTime(instant: string): string {
  const time = new Date(instant)
  if (Number.isNaN(time.getTime())) return ''
  const padded = (part: number, length = 2) => String(part).padStart(length, '0')
  const day = `${padded(time.getFullYear(), 4)}-${padded(time.getMonth() + 1)}-${padded(time.getDate())}`
  const minutes = `${padded(time.getHours())}:${padded(time.getMinutes())}`
  const seconds = time.getSeconds() === 0 ? '' : `:${padded(time.getSeconds())}`
  return `${day}T${minutes}${seconds}`
}
