import { beforeAll, describe, expect, test } from 'vitest'
import { none, type Probe } from './support/rights-asks.ts'
import { answerTo, leaveTraces, type Traces } from './support/rights-traces.ts'
import {
  fieldMark,
  identityMark,
  type Installation,
  mark,
  plantedInstallation,
} from './support/rights.ts'

let planted: Installation
let traces: Traces
let real: Probe

const json = (value: unknown) => JSON.stringify(value)

beforeAll(async () => {
  planted = await plantedInstallation()
  traces = await leaveTraces(planted)
  real = traces.real
})

/** As it stands in an answer; a number by itself alone, since its digits may be part of a time or of another id. */
const within = (asked: string | number) =>
  typeof asked === 'number' ? new RegExp(`(?<![\\w.-])${asked}(?![\\w-])`, 'g') : asked

/** An answer without what changes from one to the next, and without what was asked about. */
function steady(text: string, probe: Partial<Probe>): string {
  const lasting = text
    .replaceAll(/"requestId":"[^"]*"/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
  return Object.values(probe)
    .sort((a, b) => String(b).length - String(a).length)
    .reduce<string>((shown, asked) => shown.replaceAll(within(asked), '§'), lasting)
}

test('who sees everything is told by most of them', async () => {
  const telling = new Set<string>()
  for (const operation of traces.operations.filter(({ method }) => method === 'GET'))
    for (const ask of traces.asksOf(operation)(real))
      if ((await answerTo(planted.owner, operation, ask)).text.includes(mark))
        telling.add(operation.name)
  for (const name of ['listContacts', 'getContact', 'listContactChanges', 'listImportRows'])
    expect(telling).toContain(name)
  for (const name of ['listImportFailures', 'downloadFailedRows', 'listImportKept', 'getImport'])
    expect(telling).toContain(name)
  expect(telling).toContain('getBulkChange')
  for (const name of ['exportContacts', 'listFields', 'getDocument'])
    expect(telling).toContain(name)
})

describe.each(['agent', 'manager'] as const)('to who does not see a field (%s)', (who) => {
  test('no operation tells of it, whatever is asked', async () => {
    const api = planted[who]
    const secrets = [mark, fieldMark, '2001-02-0', ...(who === 'manager' ? [identityMark] : [])]
    let asked = 0
    for (const operation of traces.operations) {
      const probes = traces.asksOf(operation)
      const fakes = probes(none)
      for (const [index, ask] of probes(real).entries()) {
        const about = `${operation.name} ${json(ask)}`
        const told = await answerTo(api, operation, ask)
        const fake = fakes[index] ?? ask
        const ofNothing = await answerTo(api, operation, fake)
        for (const secret of secrets) expect(ofNothing.text, about).not.toContain(secret)
        // What was asked for is told back; beyond that, both answers are the same.
        const isProbe = json(ask) !== json(fake)
        expect(steady(told.text, isProbe ? real : {}), about).toBe(
          steady(ofNothing.text, isProbe ? none : {}),
        )
        expect(told.status, about).toBe(ofNothing.status)
        expect(told.status, about).toBeLessThan(500)
        asked += 2
      }
    }
    console.warn(`${who}: ${traces.operations.length} operations, ${asked} requests, nothing told`)
    expect(traces.operations.length).toBeGreaterThan(40)
  })
})
