import {
  type Cell,
  type CellLocale,
  type FieldRules,
  isEmptyValue,
  trimMarks,
} from '@cardfile/openapi'

/** Between several values of a kind in one cell, as Google Contacts writes them. */
const betweenValues = ' ::: '

/** What a cell says to its field, of which Google Contacts may have put several values into it. */
export function parseSeveral(rules: FieldRules, cell: Cell, locale: CellLocale): unknown {
  if (typeof cell !== 'string' || !cell.includes(betweenValues))
    return rules.parseCell(cell, locale)
  return cell
    .split(betweenValues)
    .reduce((all: unknown, part) => together(rules, all, rules.parseCell(part, locale)), null)
}

/** The values of two columns that go to one field: lists in a row, texts once each. */
export function together({ many, joins }: FieldRules, one: unknown, other: unknown): unknown {
  if (isEmptyValue(one)) return other
  if (isEmptyValue(other)) return one
  if (many) return [one, other].flat()
  if (joins === undefined || typeof one !== 'string' || typeof other !== 'string') return one
  const [before, next] = [trimMarks(one), trimMarks(other)]
  return before.split(joins).includes(next) ? before : `${before}${joins}${next}`
}
