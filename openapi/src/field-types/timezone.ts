import { z } from 'zod'
import { refusal } from '../reasons/zod.ts'
import { choiceOperators } from './operators.ts'
import { trimmedCellText } from './text-cell.ts'
import type { ChoiceControl } from './control.ts'
import { exampleOption, type Option } from './option-rules.ts'
import { defineFieldType } from './type.ts'

const longestZone = 64

const known = new Map<string, string | null>()

/** @returns the zone's name as the IANA database spells it, or null where there is no such zone. */
export function canonicalTimeZone(name: string): string | null {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  let canonical: string | null = null
  // "+02:00" is taken by Intl as well, but an offset is no time zone: it has no summer.
  if (/^[A-Za-z]/.test(name)) {
    try {
      canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
      // Engines differ in which alias is the canonical one; only the spelling is corrected.
      if (canonical.toLowerCase() !== name.toLowerCase()) canonical = spelled(name)
    } catch {
      canonical = null
    }
  }
  // What callers ask for is bounded in length, but not in number.
  if (known.size < 2_000) known.set(name, canonical)
  return canonical
}

/** Names of the IANA database that are not written with a capital for each word (release 2025b). */
const unusual = new Map(
  `Africa/Dar_es_Salaam America/Argentina/ComodRivadavia America/Knox_IN America/Port-au-Prince
  America/Port_of_Spain Antarctica/DumontDUrville Antarctica/McMurdo Australia/ACT Australia/LHI
  Australia/NSW Brazil/DeNoronha CET CST6CDT Chile/EasterIsland EET EST EST5EDT Etc/UCT Etc/UTC
  Europe/Isle_of_Man GB GB-Eire HST MET MST MST7MDT Mexico/BajaNorte Mexico/BajaSur NZ NZ-CHAT PRC
  PST8PDT ROC ROK UCT US/Alaska US/Aleutian US/Arizona US/Central US/East-Indiana US/Eastern
  US/Hawaii US/Indiana-Starke US/Michigan US/Mountain US/Pacific US/Samoa UTC W-SU WET`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
)

/** An alias Intl resolves away (Asia/Calcutta) keeps its own name, spelled as the database has it. */
function spelled(name: string): string {
  const small = name.toLowerCase()
  return (
    unusual.get(small) ??
    small
      .replace(/(^|[/_-])([a-z])/g, (_, before, letter) => before + letter.toUpperCase())
      .replace(/\bGmt/, 'GMT')
  )
}

let zones: readonly Option[] | undefined

function allZones(): readonly Option[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')].map(
    (name) => ({ id: name, text: name.replaceAll('_', ' ') }),
  )
  return zones
}

export const timezone = defineFieldType({
  id: 'timezone',
  label: 'Time zone',
  hint: 'A zone like Europe/Berlin',
  settings: {},
  operators: choiceOperators,
  many: false,
  compare: 'text',
  searchable: false,
  column: { width: 150 },
  value: () =>
    z
      .string()
      .overwrite((name) => (name.length > longestZone ? name : (canonicalTimeZone(name) ?? name)))
      .refine(
        (name) => name.length <= longestZone && canonicalTimeZone(name) !== null,
        refusal('not_time_zone'),
      )
      .meta({ maxLength: longestZone }),
  tryFast: () => (value) =>
    typeof value === 'string' && canonicalTimeZone(value) === value ? value : undefined,
  parseCell: (cell) => trimmedCellText(cell)?.replaceAll(' ', '_') ?? null,
  formatCell: (value: string) => value,
  example: (row) => exampleOption(row, { options: allZones() }),
  control: (): ChoiceControl => ({
    kind: 'choice',
    style: 'list',
    // Asked for by forms alone, and some hundreds.
    get options() {
      return allZones()
    },
  }),
})
