import { Checkbox } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../layout/dialog.tsx'
import { usePreferences } from '../access/preferences.tsx'
import { KeyCaps } from '../keyboard/key-caps.tsx'
import { shortcutGroups, type ShortcutId, shortcuts } from '../keyboard/shortcuts.ts'
import './shortcuts-help.css'

const ids = Object.keys(shortcuts) as ShortcutId[]

/** Every shortcut there is. */
export function ShortcutsHelp({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  return (
    <Dialog title={t('shortcuts.title')} footer={null} width={520} onClose={onClose}>
      {shortcutGroups.map((group, at) => (
        <section key={group} aria-labelledby={`shortcuts-${group}`}>
          <h2
            className="cf-section-title"
            id={`shortcuts-${group}`}
            // One reads from the top: the box at the end would have the focus, and the end be in sight.
            {...(at === 0 && { tabIndex: -1, 'data-autofocus': true })}
          >
            {t(`shortcuts.groups.${group}`)}
          </h2>
          <dl className="cf-shortcuts">
            {ids
              .filter((id) => shortcuts[id].group === group)
              .map((id) => (
                <div key={id}>
                  <dt>{t(`shortcuts.labels.${id}`)}</dt>
                  <dd>
                    {shortcuts[id].chords.map((chord, at) => (
                      <Fragment key={chord}>
                        {at > 0 && <span className="cf-quiet">{t('shortcuts.or')}</span>}
                        <KeyCaps chord={chord} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <div>
        <Checkbox
          checked={preferences.singleKeys}
          onChange={(event) => prefer({ singleKeys: event.target.checked })}
        >
          {t('shortcuts.single')}
        </Checkbox>
        <p className="cf-field-hint">{t('shortcuts.singleHint')}</p>
      </div>
    </Dialog>
  )
}
