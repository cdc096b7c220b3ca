import { readFileSync } from 'node:fs'

/**
 * The most memory this process had (RSS, in MB). On Linux what `resourceUsage` says begins with what the
 * parent had when it started us, so the kernel is asked for our own.
 */
export function peakMb(): number {
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(status())?.[1]
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}

function status(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return ''
  }
}
