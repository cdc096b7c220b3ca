import createFetchClient, {
  type Client,
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
} from 'openapi-fetch'
import type { paths } from './client.gen.d.ts'

export type { components, operations, paths } from './client.gen.d.ts'

/** Every operation of the API, typed by the document. */
type CardfileClient = Client<paths, `${string}/${string}`>

/**
 * A client for an installation. Its types know the pre-built fields; for one that knows your custom
 * fields, generate types from that installation's live document and pass them to `openapi-fetch`.
 *
 * @param baseUrl where the installation is, without a path: `https://cards.example.com`
 * @param fetch what sends the requests; the runtime's own unless given
 */
export function createClient(
  baseUrl: string,
  fetch: (request: Request) => Promise<Response> = (request) => globalThis.fetch(request),
): CardfileClient {
  return createFetchClient<paths>({ baseUrl, fetch })
}

/** Paths that are read, each with the parameters of its address. */
type AddressParameters = {
  [Path in keyof paths as paths[Path] extends { get: object } ? Path : never]: paths[Path] extends {
    get: { parameters: { query?: infer Query; path?: infer Places } }
  }
    ? { query?: Query; path?: Places }
    : never
}

/**
 * The address of something to read, for what is fetched without the client: a link, a download by
 * the browser itself.
 *
 * @returns path and query, without the installation's own address
 */
export function addressOf<Path extends keyof AddressParameters>(
  path: Path,
  params: AddressParameters[Path],
): string {
  return createFinalURL(path, {
    baseUrl: '',
    params,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  })
}
