/** Loopback names, with any port: what a browser on this machine calls us by. */
export const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

/** @param host an address or a name, without port */
export function isLoopback(host: string): boolean {
  return loopback.test(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host)
}
