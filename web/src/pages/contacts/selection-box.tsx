interface SelectionBoxProps {
  label: string
  checked: boolean
  partly?: boolean
  /** Beside it, where there is room for words. */
  words?: string
  /** @param range whether Shift was held */
  onChange(range: boolean): void
}

export function SelectionBox({
  label,
  checked,
  partly = false,
  words,
  onChange,
}: SelectionBoxProps) {
  return (
    <label className="cf-box">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = partly
        }}
        onChange={(event) => onChange((event.nativeEvent as PointerEvent).shiftKey)}
      />
      {words && <span className="cf-box-words">{words}</span>}
    </label>
  )
}
