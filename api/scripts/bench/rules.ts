import type { FieldPatch } from '@cardfile/openapi'
import { type BenchServer, startBenchServer } from './import-server.ts'
import { median } from './measured.ts'
import { customFields, dataFolder, earlierRows, inBatches, mixedRows } from './rows.ts'
import { sendImport } from './send-import.ts'

const there = (field: string) => ({ field, operator: 'nnull' as const })

/** Ten rules over the twenty columns. Whoever meets them all is imported as without them. */
const rules: Readonly<Record<string, FieldPatch>> = {
  title: { requiredWhen: there('company') },
  address: { requiredWhen: there('city') },
  postal_code: { visibleWhen: there('country') },
  state: { visibleWhen: { operator: 'or', value: [there('country'), there('time_zone')] } },
  phone: { requiredWhen: { operator: 'and', value: [there('city'), there('country')] } },
  segment: { requiredWhen: { field: 'vip', operator: 'eq', value: true } },
  seats: { visibleWhen: { field: 'segment', operator: 'between', value: [0, 1_000] } },
  monthly_spend: { visibleWhen: { field: 'seats', operator: 'lt', value: 500 } },
  customer_since: { readOnlyWhen: { field: 'city', operator: 'eq', value: 'Nowhere' } },
  plan: { visibleWhen: { field: 'customer_since', operator: 'gte', value: '2000-01-01' } },
}

interface Run {
  cpuMs: number
  counts: Record<string, number>
}

/**
 * Imports the same rows without rules and with ten of them, in turn, each into a new database.
 *
 * @returns lines of a table, by processor time of the whole server
 */
export async function compareRules(count: number, rounds: number): Promise<string[]> {
  const runs: { without: Run; ruled: Run }[] = []
  for (let round = 0; round < rounds; round++)
    runs.push({ without: await imported(count, false), ruled: await imported(count, true) })
  const [first] = runs
  const same = ({ counts }: Run) => JSON.stringify(counts)
  if (first && same(first.without) !== same(first.ruled))
    throw new Error(
      `rules changed what came of the rows: ${same(first.without)} ${same(first.ruled)}`,
    )
  const without = median(runs.map((run) => run.without.cpuMs))
  const ruled = median(runs.map((run) => run.ruled.cpuMs))
  return [
    `| ${count} rows of 20 columns | processor time of the server | of that without |`,
    '|---|---|---|',
    `| without rules | ${without.toFixed(0)} ms | |`,
    `| ten rules | ${ruled.toFixed(0)} ms | ${(ruled / without).toFixed(3)} × |`,
  ]
}

async function imported(count: number, isRuled: boolean): Promise<Run> {
  const file = `${dataFolder}bench-rules-${process.pid}.db`
  const server = await startBenchServer(file, 'uncompared')
  try {
    for (const field of customFields) await server.ask('POST', '/fields', field)
    await sendImport(server.ask, inBatches(earlierRows(count)))
    if (isRuled) await setRules(server)
    await server.report()
    const { counts } = await sendImport(server.ask, inBatches(mixedRows(count)))
    const { cpuMs } = await server.report()
    return { cpuMs, counts }
  } finally {
    await server.close()
  }
}

async function setRules(server: BenchServer): Promise<void> {
  const fields = Object.entries(rules).map(([key, rule]) => ({ key, ...rule }))
  const document = { cardfile: 1, roles: [], sections: [], fields, views: [] }
  const { planId } = (await server.ask('POST', '/schema/plan', { document })) as { planId: string }
  for (;;) {
    const { done } = (await server.ask('POST', '/schema/apply', { planId })) as { done: boolean }
    if (done) return
  }
}
