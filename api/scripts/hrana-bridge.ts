// Speaks Hrana over HTTP (JSON, version 2: what `@libsql/client/web` asks for) and keeps the data in
// embedded libSQL files. It lets the Worker run here as it runs deployed, where Turso answers.
// A part for DEVELOPMENT AND TESTS: it serves this machine alone and knows one token.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Database from 'libsql'
import {
  execute,
  executeBatch,
  HranaError,
  toWireError,
  type Connection,
  type WireBatch,
  type WireStatement,
} from './hrana-statements.ts'

type StreamRequest =
  | { type: 'close' }
  | { type: 'execute'; stmt: WireStatement }
  | { type: 'batch'; batch: WireBatch }
  | { type: 'sequence' | 'describe'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
  | { type: 'get_autocommit' }

interface Pipeline {
  baton?: string | null
  requests: StreamRequest[]
}

/** One conversation: a connection of its own, and the SQL texts the client has stored. */
interface Stream {
  pool: Pool
  connection: Connection
  texts: Map<number, string>
  expiry?: NodeJS.Timeout
}

/** A served database: its file and the connections nobody uses at the moment. */
interface Pool {
  file: string
  idle: Connection[]
  dropped: boolean
}

export interface HranaBridge {
  /** What the client must show, as `authToken`. */
  token: string
  /** Serves a database file under a name and returns its URL. The file is made when missing. */
  serve(name: string, file: string): string
  /** Stops serving a name and lets go of its file. */
  drop(name: string): void
  /** Stops everything. */
  close(): Promise<void>
}

/** An idle transaction is taken away after this long, in ms, as the real server does. */
const streamTimeout = 10_000
/** The real server answers nothing larger, in bytes. */
const responseLimit = 10 * 1024 * 1024

function connect(file: string): Connection {
  const connection = new Database(file)
  connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON',
  )
  return connection
}

async function body(request: IncomingMessage): Promise<Pipeline> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Pipeline
}

async function answer(stream: Stream, request: StreamRequest): Promise<object> {
  const { connection, texts } = stream
  const sqlOf = (from: { sql?: string; sql_id?: number }): string => {
    const sql = from.sql ?? texts.get(from.sql_id ?? -1)
    if (sql === undefined) throw new HranaError('SQL text is not stored', 'SQL_NOT_FOUND')
    return sql
  }
  switch (request.type) {
    case 'execute':
      return { result: await execute(connection, { ...request.stmt, sql: sqlOf(request.stmt) }) }
    case 'batch':
      return { result: await executeBatch(connection, request.batch, sqlOf) }
    case 'sequence':
      connection.exec(sqlOf(request))
      return {}
    case 'store_sql':
      texts.set(request.sql_id, request.sql)
      return {}
    case 'close_sql':
      texts.delete(request.sql_id)
      return {}
    case 'get_autocommit':
      return { is_autocommit: !connection.inTransaction }
    case 'close':
      return {}
    case 'describe':
      throw new HranaError('This bridge cannot describe statements', 'NOT_SUPPORTED')
  }
}

/** Gives the connection back; a transaction left open is undone, or the next user would be in it. */
function release({ pool, connection, expiry }: Stream): void {
  clearTimeout(expiry)
  if (connection.inTransaction) connection.exec('ROLLBACK')
  if (pool.dropped) connection.close()
  else pool.idle.push(connection)
}

/**
 * Starts a bridge on a free port of 127.0.0.1, or on the one given.
 */
export async function startHranaBridge(port = 0): Promise<HranaBridge> {
  const token = randomUUID()
  const pools = new Map<string, Pool>()
  const streams = new Map<string, Stream>()

  function open(name: string, baton: string | null | undefined): Stream | undefined {
    if (baton) {
      const stream = streams.get(baton)
      streams.delete(baton)
      clearTimeout(stream?.expiry)
      return stream
    }
    const pool = pools.get(name)
    if (pool === undefined) return undefined
    return { pool, connection: pool.idle.pop() ?? connect(pool.file), texts: new Map() }
  }

  function keep(stream: Stream): string {
    const baton = randomUUID()
    streams.set(baton, stream)
    stream.expiry = setTimeout(() => {
      streams.delete(baton)
      release(stream)
    }, streamTimeout)
    return baton
  }

  async function pipeline(name: string, { baton, requests }: Pipeline) {
    const stream = open(name, baton)
    if (stream === undefined)
      return { status: 404, content: { message: 'No such database or stream' } }
    const results: object[] = []
    let closed = false
    try {
      for (const request of requests) {
        closed ||= request.type === 'close'
        try {
          const response = { type: request.type, ...(await answer(stream, request)) }
          results.push({ type: 'ok', response })
        } catch (error) {
          const told = toWireError(error)
          if (told === undefined) throw error
          results.push({ type: 'error', error: told })
        }
      }
    } catch (error) {
      release(stream)
      throw error
    }
    if (closed) release(stream)
    return {
      status: 200,
      content: { baton: closed ? null : keep(stream), base_url: null, results },
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, content: object) => {
      const text = JSON.stringify(content)
      if (text.length > responseLimit) {
        send(400, { message: 'Response is too large', code: 'RESPONSE_TOO_LARGE' })
        return
      }
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    }
    const name = /^\/([\w-]+)\/v2\/pipeline$/.exec(request.url ?? '')?.[1]
    if (request.headers.authorization !== `Bearer ${token}`) {
      send(401, { message: 'The token is missing or wrong', code: 'UNAUTHORIZED' })
    } else if (name === undefined || request.method !== 'POST') {
      send(404, { message: 'Only POST /<database>/v2/pipeline is served' })
    } else {
      const { status, content } = await pipeline(name, await body(request))
      send(status, content)
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error('Hrana bridge:', error)
      if (!response.headersSent) response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function drop(name: string): void {
    const pool = pools.get(name)
    if (pool === undefined) return
    pools.delete(name)
    pool.dropped = true
    for (const [baton, stream] of streams) {
      if (stream.pool !== pool) continue
      streams.delete(baton)
      release(stream)
    }
    for (const connection of pool.idle) connection.close()
  }

  return {
    token,
    serve(name, file) {
      pools.set(name, { file, idle: [], dropped: false })
      return `${base}/${name}/`
    },
    drop,
    async close() {
      for (const name of pools.keys()) drop(name)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
