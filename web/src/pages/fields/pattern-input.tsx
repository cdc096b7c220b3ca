import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { longestPattern, patternOf, trimMarks } from '@cardfile/openapi'
import { loadPatterns } from '../../api/patterns.ts'
import type { propertyAria } from '../../layout/property.tsx'

interface PatternInputProps {
  aria: ReturnType<typeof propertyAria>
  pattern: string
  disabled: boolean
  onChange(pattern: string): void
}

/** A pattern, and below it a box for a text to try it on: nothing of that is kept. */
export function PatternInput({ aria, pattern, disabled, onChange }: PatternInputProps) {
  const { t } = useTranslation()
  const [sample, setSample] = useState('')
  const isThere = pattern !== ''
  const isLoaded = useEngine(isThere)
  const verdict = isLoaded && isThere && sample !== '' ? verdictOn(pattern, sample) : null
  const verdictId = `${aria.id}-verdict`
  return (
    <div className="cf-pattern">
      <Input
        {...aria}
        className="cf-code"
        dir="ltr"
        value={pattern}
        maxLength={longestPattern}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      {isThere && (
        <>
          <Input
            aria-label={t('pattern.sample')}
            aria-describedby={verdictId}
            placeholder={t('pattern.sample')}
            value={sample}
            autoComplete="off"
            onChange={(event) => setSample(event.target.value)}
          />
          <p className="cf-pattern-verdict" data-verdict={verdict} id={verdictId} role="status">
            {verdict && t(`pattern.${verdict}`)}
          </p>
        </>
      )}
    </div>
  )
}

type Verdict = 'matches' | 'fails' | 'unreadable'

function verdictOn(pattern: string, sample: string): Verdict {
  try {
    return patternOf(trimMarks(pattern)).matches(trimMarks(sample)) ? 'matches' : 'fails'
  } catch {
    return 'unreadable'
  }
}

function useEngine(isNeeded: boolean): boolean {
  const [isLoaded, setLoaded] = useState(false)
  useEffect(() => {
    if (!isNeeded) return
    let isGone = false
    const told = () => !isGone && setLoaded(true)
    // Without it nothing is tried here, and the server judges what is saved.
    loadPatterns().then(told, () => undefined)
    return () => {
      isGone = true
    }
  }, [isNeeded])
  return isLoaded
}
