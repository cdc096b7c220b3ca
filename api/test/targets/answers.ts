import { appendFileSync, readFileSync } from 'node:fs'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the file that tells what the Worker answered; empty where nobody keeps it. */
    answers: string
  }
}

/** That some request was answered so; `code` is a problem's. */
export interface Answer {
  method: string
  /** Of the request, without what is asked for behind it. */
  path: string
  status: number
  code?: string
}

const noted = new Set<string>()

/** Notes an answer for the test that reads them all once the run of the contract is over. */
export async function noteAnswer({ method, url }: Request, response: Response): Promise<void> {
  const file = inject('answers')
  if (file === '') return
  const { status, headers } = response
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json')
  const { code } = (isProblem ? await response.clone().json() : {}) as Partial<Answer>
  const line = JSON.stringify({ method, path: new URL(url).pathname, status, code })
  if (noted.has(line)) return
  noted.add(line)
  appendFileSync(file, `${line}\n`)
}

/** All that was noted, by every worker of the run. */
export function readAnswers(): Answer[] {
  const lines = readFileSync(inject('answers'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Answer)
}
