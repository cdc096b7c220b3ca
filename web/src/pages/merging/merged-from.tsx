import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import type { Contact } from '../../api/types.ts'
import { instantText } from '../../field-form/cell-text.ts'
import { formatNumber } from '../../locales/format.ts'
import { type StandingMerge, useStandingMerges } from '../../providers/merges.ts'
import { UnmergeDialog } from './unmerge-dialog.tsx'
import './merged-from.css'

/** Merges that are shown before one asks for the others. */
const shownFirst = 3

interface MergedFromProps {
  fields: readonly Field[]
  contact: Contact
}

/** What a contact was merged from, with a way back; nothing where it was not. */
export function MergedFrom({ fields, contact }: MergedFromProps) {
  const { t } = useTranslation()
  const merges = useStandingMerges(contact)
  const [showsAll, setShowsAll] = useState(false)
  const [undoing, setUndoing] = useState<StandingMerge | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const shown = showsAll ? merges : merges.slice(0, shownFirst)
  const hidden = merges.length - shown.length
  return (
    <div ref={place} tabIndex={-1} className="cf-merged-from">
      {shown.map((merge) => (
        <MergeNotice key={merge.id} merge={merge} onUndo={() => setUndoing(merge)} />
      ))}
      {hidden > 0 && (
        <Button type="link" size="small" onClick={() => setShowsAll(true)}>
          {t('merging.moreMerges', { count: hidden, formatted: formatNumber(hidden) })}
        </Button>
      )}
      {undoing && (
        <UnmergeDialog
          fields={fields}
          merge={undoing}
          returnTo={place}
          onClose={() => setUndoing(null)}
        />
      )}
    </div>
  )
}

function MergeNotice({ merge, onUndo }: { merge: StandingMerge; onUndo(): void }) {
  const { t } = useTranslation()
  const missing = useMissing()
  const names = merge.from.map(({ name }) => name || t('contacts.one')).join(' · ')
  const at = instantText(merge.at)
  const who = merge.actor?.name
  const [now] = useState(Date.now)
  const isLate = Date.parse(merge.undoUntil) < now
  return (
    <Alert
      type="info"
      showIcon
      message={who ? t('merging.fromBy', { names, at, who }) : t('merging.from', { names, at })}
      action={
        !isLate && (
          <ReasonedButton
            size="small"
            reason={missing('merge_contacts')}
            aria-label={t('merging.undoNamed', { names })}
            onClick={onUndo}
          >
            {t('merging.undo')}
          </ReasonedButton>
        )
      }
    />
  )
}
