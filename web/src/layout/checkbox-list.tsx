import { Checkbox } from 'antd'
import type { ComponentProps } from 'react'

interface CheckboxListProps {
  options: readonly { value: string; label: string }[]
  value: readonly string[]
  disabled?: boolean | undefined
  /** Names the group: `aria-label` or `aria-labelledby`. */
  aria: Pick<ComponentProps<'div'>, 'aria-label' | 'aria-labelledby' | 'aria-describedby'>
  /** @param value what is ticked, in the options' order, behind it what is no option (any more) */
  onChange(value: string[]): void
}

/**
 * Options to tick, each by itself.
 *
 * antd's `Checkbox.Group` learns its options and its value in effects: one ticked before they ran is
 * not ticked, and a value that is no option (any more) goes with the next tick.
 */
export function CheckboxList({ options, value, disabled, aria, onChange }: CheckboxListProps) {
  const toggle = (option: string, ticked: boolean) => {
    const isChosen = (one: string) => (one === option ? ticked : value.includes(one))
    const offered = options.map((one) => one.value)
    onChange([...offered.filter(isChosen), ...value.filter((one) => !offered.includes(one))])
  }
  return (
    <div role="group" className="cf-control-boxes" {...aria}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          checked={value.includes(option.value)}
          disabled={disabled ?? false}
          onChange={({ target }) => toggle(option.value, target.checked)}
        >
          {option.label}
        </Checkbox>
      ))}
    </div>
  )
}
