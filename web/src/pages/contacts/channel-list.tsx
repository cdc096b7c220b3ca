import { useTranslation } from 'react-i18next'
import { fieldName } from '../../locales/contract-words.ts'
import { CopyButton } from '../../layout/copy-field.tsx'
import type { Channel } from './channels.ts'

/** Under the name: to write to, to call, and to copy. */
export function ChannelList({ channels }: { channels: readonly Channel[] }) {
  const { t } = useTranslation()
  if (channels.length === 0) return null
  return (
    <ul className="cf-channels">
      {channels.map(({ field, text, href, more }) => (
        <li key={field.key}>
          <a href={href} title={fieldName(field)}>
            <bdi>{text}</bdi>
          </a>
          {more > 0 && <span dir="ltr">{t('identities.more', { count: more })}</span>}
          <CopyButton compact text={text} label={t('copy.named', { label: text })} />
        </li>
      ))}
    </ul>
  )
}
