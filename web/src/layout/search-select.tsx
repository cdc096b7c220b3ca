import { Select, type SelectProps } from 'antd'
import { isFoundBy } from './option-search.ts'

interface LabelledOption {
  value: string
  label: string
  disabled?: boolean
}

type SearchSelectProps<Value> = Omit<
  SelectProps<Value, LabelledOption>,
  'showSearch' | 'optionFilterProp' | 'filterOption'
>

/** A choice that is typed into, whose options are found by their labels as contacts are by their texts. */
export function SearchSelect<Value>(props: SearchSelectProps<Value>) {
  return (
    <Select<Value, LabelledOption>
      {...props}
      showSearch
      filterOption={(typed, option) => isFoundBy(typed, option?.label ?? '')}
    />
  )
}
