import { Input, type InputProps } from 'antd'
import { Property, propertyAria } from './property.tsx'

interface TextPropertyProps extends Omit<
  InputProps,
  'id' | 'status' | 'required' | 'onChange' | 'value'
> {
  id: string
  label: string
  hint?: string
  reasons?: readonly string[] | undefined
  /** Marks the label; that the input needs a text is said to who does not see it anyway. */
  marked?: boolean
  value: string
  onText(text: string): void
}

/** A property that is one line of text, and cannot be left out. */
export function TextProperty(props: TextPropertyProps) {
  const { id, label, hint, reasons, marked, onText, ...input } = props
  return (
    <Property id={id} label={label} required={marked ?? false} hint={hint} reasons={reasons}>
      <Input
        {...propertyAria(id, reasons, hint)}
        autoComplete="off"
        aria-required
        {...input}
        onChange={(event) => onText(event.target.value)}
      />
    </Property>
  )
}
