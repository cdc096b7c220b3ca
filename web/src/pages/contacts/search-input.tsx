import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { SearchOutlined } from '../../layout/icons.tsx'

/** Milliseconds after the last key before the search is made. */
const pause = 300

interface SearchInputProps {
  label: string
  q: string
  onChange(q: string): void
}

/** Searches when one stops typing. */
export function SearchInput({ label, q, onChange }: SearchInputProps) {
  const [text, setText] = useState(q)
  const sent = useRef(q)

  useEffect(() => {
    // The address changed under us: back button, "clear filters".
    if (q === sent.current) return
    sent.current = q
    setText(q)
  }, [q])

  useEffect(() => {
    if (text.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      onChange(text.trim())
    }, pause)
    return () => clearTimeout(timer)
  }, [text, onChange])

  return (
    <Input
      className="cf-search"
      role="searchbox"
      allowClear
      prefix={<SearchOutlined className="cf-quiet" />}
      aria-label={label}
      placeholder={label}
      value={text}
      maxLength={256}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
