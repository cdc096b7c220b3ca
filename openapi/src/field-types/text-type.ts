import { textOperators } from './operators.ts'
import { cellText, trimmedCellText } from './text-cell.ts'
import { lengthSettings, plainText, textSchema } from './text-rules.ts'
import { type Control, defineFieldType, type FieldType } from './type.ts'

interface TextType {
  id: string
  label: string
  hint: string
  /** Longest value in characters, where the field does not say. */
  length: number
  lines?: boolean
  control(maxLength: number): Control
  /** What the text must be, besides text that can be stored; blanks around it in a cell are dropped. */
  format?: {
    /** JSON Schema's name of the format. */
    name: string
    accepts(text: string): boolean
    reason: string
  }
}

/** What all types of text share: they differ in what they accept and how it is typed in. */
export function textType({
  id,
  label,
  hint,
  length: usual,
  lines = false,
  control,
  format,
}: TextType): FieldType<string> {
  return defineFieldType<string>({
    id,
    label,
    hint,
    settingNames: ['length'],
    settings: lengthSettings(usual),
    operators: textOperators,
    many: false,
    compare: 'text',
    searchable: true,
    value: ({ length = usual }) => {
      const text = textSchema(length, { lines })
      return format
        ? text
            .refine(format.accepts, { error: format.reason })
            .meta({ maxLength: length, format: format.name })
        : text
    },
    tryFast:
      ({ length = usual }) =>
      (value) => {
        const text = plainText(value, length)
        return text === undefined || !format || format.accepts(text) ? text : undefined
      },
    parseCell: (cell) => (format ? trimmedCellText(cell) : cellText(cell)),
    formatCell: (value) => value,
    control: ({ length = usual }) => control(length),
  })
}
