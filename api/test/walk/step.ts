/** Who asks: accounts that the walk itself makes, a key of its own, or somebody nobody knows. */
export type Asker = 'owner' | 'agent' | 'newcomer' | 'key' | 'nobody'

/** One request and what is right as its answer, the same in every place. */
export interface Step {
  /** Left out, the owner. */
  by?: Asker
  /** Method and path below `/api/v1`, or the whole path. `{{name}}` stands for what was kept by that name. */
  ask: string
  headers?: Record<string, string>
  /** Sent as it is where it is text, else as JSON. */
  body?: unknown
  /** Of the body; left out, JSON. */
  type?: string
  /** Status, and the problem's code where it is a refusal: `200`, `409 conflict`. */
  answer: string
  /** Names for what of the answer later steps need: a dotted path of its JSON (`data.*.id` is a list), or the first group found in its text. */
  keep?: Record<string, string | RegExp>
}

/** An id that nothing has. */
export const nowhere = '00000000-0000-7000-8000-000000000000'

const outside = ['/api/', '/healthz']

/** @returns method and whole path, as yet with its placeholders */
export function requestOf({ ask }: Pick<Step, 'ask'>): { method: string; path: string } {
  const [method = '', path = ''] = ask.split(' ')
  const isWhole = outside.some((start) => path.startsWith(start))
  return { method, path: isWhole ? path : `/api/v1${path}` }
}
