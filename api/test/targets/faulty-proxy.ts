import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * What happens to what comes by: nothing; connections are refused; nothing goes on, in either direction;
 * the request arrives and its answer is lost, wholly or behind so many bytes; everything is late by so
 * many milliseconds.
 */
export type Fault = 'none' | 'refuse' | 'freeze' | { cutAnswerAfter: number } | { lateBy: number }

export interface FaultyProxy {
  fault: Fault
  /** @returns where what is at this URL can be reached by way of the proxy */
  via(url: string): string
  close(): Promise<void>
}

const lateness = (fault: Fault): number =>
  typeof fault === 'object' && 'lateBy' in fault ? fault.lateBy : 0

/** What is late stays in order, since all of a connection is late alike. */
function after(milliseconds: number, act: () => void): void {
  if (milliseconds === 0) act()
  else setTimeout(act, milliseconds)
}

/** Stands between the API and its database, and does to them what nets do. */
export async function startFaultyProxy(): Promise<FaultyProxy> {
  let fault: Fault = 'none'
  let port = 0
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    // Whoever is cut off is told by the end of the connection alone.
    socket.on('error', () => {}).on('close', () => open.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (fault === 'refuse') return void near.destroy()
    const far = connect(port, '127.0.0.1')
    keep(far)
    const end = () => {
      near.destroy()
      far.destroy()
    }
    near.on('close', end)
    far.on('close', end)
    near.on('data', (some) => {
      if (fault !== 'freeze') after(lateness(fault), () => far.write(some))
    })
    far.on('data', (some) => {
      if (fault === 'freeze') return
      if (typeof fault === 'string' || 'lateBy' in fault)
        return after(lateness(fault), () => near.write(some))
      if (fault.cutAnswerAfter > 0) near.write(some.subarray(0, fault.cutAnswerAfter))
      setImmediate(end)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const endAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
      // Connections that are kept for the next request are not spared.
      if (next === 'refuse' || next === 'none') endAll()
    },
    via(url) {
      port = Number(new URL(url).port)
      return own
    },
    async close() {
      endAll()
      await new Promise((closed) => server.close(closed))
    },
  }
}
