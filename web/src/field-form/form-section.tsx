import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Section } from '@cardfile/openapi'
import { formatNumber } from '../locales/format.ts'
import { CaretDownOutlined } from '../layout/icons.tsx'
import './form-section.css'
import { revealEvent } from './reveal.ts'

interface FormSectionProps {
  section: Section
  open: boolean
  /** How many of its fields are complained about. */
  faults: number
  onOpen(open: boolean): void
  children: ReactNode
}

/** A part of the form under its heading, by which it is opened and closed. */
export function FormSection({ section, open, faults, onOpen, children }: FormSectionProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLElement>(null)
  // Opened since something in it gets the focus, which is nobody's wish for the next time.
  const [revealed, setRevealed] = useState(false)
  const isOpen = open || revealed
  const bodyId = `section-${section.id}`
  useEffect(() => {
    const until = new AbortController()
    // What is in it can have the focus as soon as this has returned.
    element.current?.addEventListener(revealEvent, () => flushSync(() => setRevealed(true)), until)
    return () => until.abort()
  }, [])
  return (
    <section ref={element} className="cf-form-section" data-section={section.id}>
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => {
            setRevealed(false)
            onOpen(!isOpen)
          }}
        >
          <CaretDownOutlined className="cf-form-section-mark" />
          <bdi>{section.name}</bdi>
          {!isOpen && faults > 0 && (
            <span className="cf-form-section-faults">
              {t('form.sectionFaults', { count: faults, formatted: formatNumber(faults) })}
            </span>
          )}
        </button>
      </h2>
      <div
        id={bodyId}
        hidden={!isOpen}
        className={`cf-form-section-body${section.columns === 1 ? ' cf-fields-single' : ''}`}
      >
        {children}
      </div>
    </section>
  )
}
