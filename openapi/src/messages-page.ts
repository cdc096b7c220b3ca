import { refusals as detailTable } from './refusals/refusal.ts'
import { refusalExamples } from './refusals/examples.ts'
import {
  accountExamples,
  definitionExamples,
  duplicateExamples,
  fileExamples,
  requestExamples,
  undoExamples,
} from './reasons/examples.ts'
import { duplicateReasons } from './reasons/english/duplicate.ts'
import { undoReasons } from './reasons/english/undo.ts'
import { requestReasons } from './reasons/english/request.ts'
import { fileReasons } from './reasons/english/file.ts'
import { definitionReasons } from './reasons/english/definition.ts'
import { accountReasons } from './reasons/english/account.ts'
import { problems } from './problem.ts'
import { reason, type ReasonCode } from './reasons/reason.ts'
import { ofChoices } from './reasons/explained/choice.ts'
import { ofContacts } from './reasons/explained/contact.ts'
import { ofDates } from './reasons/explained/date.ts'
import type { Explanation } from './reasons/explained/explanation.ts'
import { ofIdentities } from './reasons/explained/identity.ts'
import { ofNotes } from './reasons/explained/note.ts'
import { ofMoney } from './reasons/explained/money.ts'
import { ofNumbers } from './reasons/explained/number.ts'
import { ofTexts } from './reasons/explained/text.ts'

const parts: readonly (readonly [title: string, Partial<Record<ReasonCode, Explanation>>])[] = [
  ['Contacts and rows', ofContacts],
  ['Texts', ofTexts],
  ['Numbers', ofNumbers],
  ['Money', ofMoney],
  ['Dates and times', ofDates],
  ['Choices and lists', ofChoices],
  ['Identities', ofIdentities],
  ['Notes on rows that came in', ofNotes],
]

/** What says all that there is to say of it by itself. */
const plainParts: readonly (readonly [title: string, codes: SentenceTable, examples: object])[] = [
  ['Definitions of fields, roles and keys', definitionReasons, definitionExamples],
  ['Accounts', accountReasons, accountExamples],
  ['Requests, lists and filters', requestReasons, requestExamples],
  ['Contacts that undoing an import leaves alone', undoReasons, undoExamples],
  ['What contacts have in common that may be one', duplicateReasons, duplicateExamples],
  ['Files', fileReasons, fileExamples],
]

type SentenceTable = Readonly<Record<string, (params: never) => string>>

function codesAndTexts(codes: SentenceTable, examples: object): string[] {
  const given = examples as Readonly<Record<string, unknown>>
  return [
    row('Code', 'Text'),
    row('---', '---'),
    ...Object.entries(codes).map(([code, made]) =>
      row(`\`${code}\``, (made as (params: unknown) => string)(given[code])),
    ),
  ]
}

const introduction = `# Messages

Every reason that Cardfile gives for what it does not take, and every note on what it takes otherwise than it was written: made by \`npm run openapi\` from the table in \`openapi/src/reasons\`. Forms, the API and imports share it.

A reason travels as \`{"code", "params", "text"}\` under the path of the value; the text ends a sentence that begins with the field's name. Codes stay as they are, texts may be bettered. Where a reason is about one of several values of a field, the text begins with that value, which is the parameter \`value\` too. Words that were made elsewhere, as by a library, have the code \`other\`. The screens make their words, in each of their languages, of the code and the parameters; the API's texts are English always.`

/** The page that lists all messages, in Markdown. */
export function messagesPage(): string {
  const sections = parts.map(([title, explanations]) =>
    [
      `## ${title}`,
      '',
      row('Code', 'When', 'Text', 'What would be right'),
      row('---', '---', '---', '---'),
      ...Object.entries(explanations).map(([code, explanation]) =>
        rowOf(code as ReasonCode, explanation),
      ),
    ].join('\n'),
  )
  const plainSections = plainParts.map(([title, codes, examples]) =>
    [`## ${title}`, '', ...codesAndTexts(codes, examples)].join('\n'),
  )
  const refusals = [
    '## Refused requests',
    '',
    'The code of the problem itself; of `invalid`, reasons as above say what is wrong with which value.',
    '',
    row('Code', 'Status', 'Title'),
    row('---', '---', '---'),
    ...Object.entries(problems).map(([code, { status, title }]) =>
      row(`\`${code}\``, String(status), title),
    ),
  ].join('\n')
  const details = [
    '## Details of refused requests',
    '',
    'What a problem’s `detail` says, and `detailReason` with its code and parameters. Others come from the library that keeps accounts, under its own codes in lower case.',
    '',
    ...codesAndTexts(detailTable, refusalExamples),
  ].join('\n')
  return `${[introduction, ...sections, ...plainSections, refusals, details].join('\n\n')}\n`
}

function rowOf(code: ReasonCode, { when, right, example }: Explanation): string {
  // Each explanation has the parameters of its own code: see `ExplanationsOf`.
  const made = reason as (code: ReasonCode, ...params: unknown[]) => { text: string }
  return row(`\`${code}\``, when, made(code, ...example).text, right)
}

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
