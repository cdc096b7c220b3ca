import { expect, test } from 'vitest'
import {
  auditActionIds,
  fieldTypeIds,
  firstRoles,
  languages,
  permissionIds,
  prebuiltFields,
  problems,
  reasonCodes,
  refusals,
  settingNames,
  settings,
} from '@cardfile/openapi'
import { en } from './en.ts'
import { loadedWords } from './loaded-words.test-support.ts'

type Words = { [key: string]: string | Words }

/** A code may end as a plural form does. */
const isCode = (key: string) =>
  Object.hasOwn(refusals, key) || reasonCodes.some((code) => code === key)

/** Every text by its path, those of plural forms under the path without the form. */
function texts(words: Words, path = ''): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key
    if (typeof value !== 'string') {
      for (const [inner, forms] of texts(value, at)) found.set(inner, forms)
      continue
    }
    const [, base = at, form = ''] =
      (isCode(key) ? null : /^(.*)_(zero|one|two|few|many|other)$/.exec(at)) ?? []
    found.set(base, (found.get(base) ?? new Map<string, string>()).set(form, value))
  }
  return found
}

const placeholders = (forms: Map<string, string>) =>
  new Set([...forms.values()].flatMap((text) => text.match(/\{\{\w+\}\}/g) ?? []))

const others = languages.filter((language) => language !== 'en')
const english = texts(en)

/** What only other languages say, since the contract says it in English. */
const ofContract =
  /^(?:types|settings|permissions|auditActions|prebuilt|firstRoles|file(?:Formats|Ways)|reasons|problems|refusals)\./

/** What the screens never meet: only programs send what these refuse. */
const ofPrograms = new Set([
  'option_id_pattern',
  'key_fixed',
  'setting_of_other_type',
  'fields_not_named_once',
  'no_such_role',
  'no_such_role_named',
  'not_role_id',
  'permission_beyond_role',
  'permission_needs_other',
  'beyond_own_expiry',
  'not_values_by_key',
  'not_json',
  'not_cursor',
  'not_cursor_of_order',
  'cursor_of_gone_contact',
  'page_with_cursor',
  'trash_order',
  'not_whole_within',
  'not_day_or_time',
  'not_column',
  'too_much_json',
  'not_cell',
  'not_cells',
  'rows_out_of_order',
  'rows_not_following',
  'no_such_sheet_name',
  'empty_heading_row',
  'empty_heading_row_hidden',
  'no_heading_row',
  'no_heading_row_hidden',
  'hidden_sheets',
  'sorted_twice',
  'export_too_many_rows',
  'export_too_large',
])

function contractPaths(): string[] {
  return [
    ...reasonCodes.filter((code) => !ofPrograms.has(code)).map((code) => `reasons.${code}`),
    ...Object.keys(problems).map((code) => `problems.${code}`),
    ...fieldTypeIds.flatMap((id) => [`types.labels.${id}`, `types.hints.${id}`]),
    ...settingNames.flatMap((name) => [`settings.labels.${name}`, `settings.summaries.${name}`]),
    ...settingNames.flatMap((name) =>
      Object.keys(settings[name].choices ?? {}).map((value) => `settings.choices.${name}.${value}`),
    ),
    ...settingNames
      .filter((name) => settings[name].hint !== undefined)
      .map((name) => `settings.hints.${name}`),
    ...permissionIds.flatMap((id) => [`permissions.${id}.label`, `permissions.${id}.hint`]),
    ...auditActionIds.map((id) => `auditActions.${id}`),
    ...prebuiltFields.map(({ key }) => `prebuilt.${key}`),
    ...firstRoles.map(({ id }) => `firstRoles.${id}`),
  ]
}

test.each(others)('%s says all that English says, and nothing else', async (language) => {
  const words = texts(await loadedWords(language))
  const missing = [...english.keys()].filter((path) => !words.has(path))
  expect(missing).toEqual([])
  const unknown = [...words.keys()].filter((path) => !english.has(path) && !ofContract.test(path))
  expect(unknown).toEqual([])
})

test.each(others)('%s has the placeholders that English has', async (language) => {
  const words = texts(await loadedWords(language))
  for (const [path, forms] of english)
    expect([path, placeholders(words.get(path) ?? new Map())]).toEqual([path, placeholders(forms)])
})

test.each(others)('%s has every plural form of its own where it has one', async (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
  const counted = [...english].filter(([, forms]) => forms.has('other')).map(([path]) => path)
  const words = texts(await loadedWords(language))
  for (const path of counted) expect([path, words.get(path)?.has('other')]).toEqual([path, true])
  for (const [path, forms] of words)
    if (!forms.has(''))
      expect([path, [...forms.keys()].toSorted()]).toEqual([path, pluralCategories.toSorted()])
})

test.each(others)('%s says the reasons, problems and words of the contract', async (language) => {
  const words = texts(await loadedWords(language))
  const missing = contractPaths().filter((path) => !words.has(path))
  expect(missing).toEqual([])
  const unknown = [...words.keys()].filter(
    (path) => path.startsWith('refusals.') && !Object.hasOwn(refusals, path.split('.')[1]!),
  )
  expect(unknown).toEqual([])
})
