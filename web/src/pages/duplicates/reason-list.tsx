import type { Reason } from '@cardfile/openapi'
import { reasonWords } from '../../locales/reason-words.ts'
import './reason-list.css'

/** Why two contacts may be one, in words, what says most first. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className="cf-reasons">
      {reasons.map((reason) => (
        <li key={reason.code}>{reasonWords(reason)}</li>
      ))}
    </ul>
  )
}
