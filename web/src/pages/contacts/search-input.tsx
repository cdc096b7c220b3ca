import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchOutlined } from '../../layout/icons.tsx'

/** Milliseconds after the last key before the search is made. */
const pause = 300

interface SearchInputProps {
  label: string
  q: string
  onChange(q: string): void
}

/**
 * Searches when one stops typing. A plain box: antd's brings its boxes for codes, passwords and long texts, an
 * eighth of what the table's page loads.
 */
export function SearchInput({ label, q, onChange }: SearchInputProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLInputElement>(null)
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
    <div className="cf-search cf-plain-search">
      <SearchOutlined className="cf-quiet" />
      <input
        ref={box}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={256}
        autoComplete="off"
        dir="auto"
        onChange={(event) => setText(event.target.value)}
      />
      {text !== '' && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('actions.clear')}
          onClick={() => {
            setText('')
            box.current?.focus()
          }}
        >
          ×
        </button>
      )}
    </div>
  )
}
