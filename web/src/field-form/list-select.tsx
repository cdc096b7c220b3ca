import { Input } from 'antd'
import { type ComponentProps, Suspense } from 'react'
import { lazyPart } from '../layout/lazy-part.tsx'
import { useTurns } from '../layout/use-turns.ts'
import type { SearchSelect } from '../layout/search-select.tsx'

type ListSelectProps = ComponentProps<typeof SearchSelect<string | string[] | null>>

let isLoaded = false

// Lists are a sixth of what a form loads, and few of its fields have one.
const LoadedSelect = lazyPart<ListSelectProps>(async () => {
  const { OptionList } = await import('./option-list.tsx')
  isLoaded = true
  return OptionList
})

/**
 * A choice from a list. The list's own code is asked for once the form is drawn; until it is there, what is chosen
 * stands in its place to be read.
 */
export function ListSelect(props: ListSelectProps) {
  const last = isLoaded ? 1 : 2
  const chosen = <Chosen {...props} />
  if (useTurns(last) < last) return chosen
  return (
    <Suspense fallback={chosen}>
      <LoadedSelect {...props}>{chosen}</LoadedSelect>
    </Suspense>
  )
}

function Chosen({ id, value, options = [], placeholder }: ListSelectProps) {
  const chosen = new Set([value].flat())
  const labels = options.filter((option) => chosen.has(option.value)).map(({ label }) => label)
  return (
    <Input
      disabled
      {...(id && { id })}
      className="cf-control-wide"
      value={labels.join(', ')}
      placeholder={typeof placeholder === 'string' ? placeholder : ''}
    />
  )
}
