import { Input } from 'antd'
import type { ComponentProps, CSSProperties } from 'react'
import './growing-text.css'

interface GrowingTextProps extends Omit<
  ComponentProps<typeof Input.TextArea>,
  'rows' | 'autoSize'
> {
  minRows: number
  maxRows: number
}

const sizesItself = CSS.supports('field-sizing', 'content')

/**
 * A box for a text of several lines, as high as the text needs. Where the browser knows that by itself, antd's
 * way is left out: it lays the page out again and again, once for each box that comes and for each key.
 */
export function GrowingText({ minRows, maxRows, ...props }: GrowingTextProps) {
  if (!sizesItself) return <Input.TextArea {...props} autoSize={{ minRows, maxRows }} />
  const rows: CSSProperties & Record<`--${string}`, number> = {
    '--cf-least-rows': minRows,
    '--cf-most-rows': maxRows,
  }
  return <Input.TextArea {...props} rows={minRows} className="cf-growing" style={rows} />
}
