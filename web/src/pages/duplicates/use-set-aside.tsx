import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { type DuplicatePair, useNotDuplicates } from '../../providers/duplicates.ts'
import { useListMemory } from '../../providers/list-memory.tsx'
import { pairKey } from './pair-card.tsx'

interface SetAside {
  /** Whether a pair is no longer shown. */
  isAside(pair: DuplicatePair): boolean
  later(pair: DuplicatePair): void
  /** Remembers that they are two, with a way back. */
  notDuplicates(pair: DuplicatePair): void
  laterCount: number
  showLater(): void
}

/**
 * Pairs that somebody has said something to. What is left for later is so until the page is opened anew; who
 * comes back from a merge finds it as it was.
 */
export function useSetAside(): SetAside {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const say = useNotDuplicates()
  const [told, setTold] = useState<ReadonlySet<string>>(new Set())
  const { key } = useLocation()
  const memory = useListMemory()
  const [postponed, setPostponed] = useState<ReadonlySet<string>>(
    () => memory.postponedAt(key) ?? new Set(),
  )
  useEffect(() => memory.keepPostponed(key, postponed), [memory, key, postponed])
  const show = (pair: DuplicatePair) =>
    setTold((all) => new Set([...all].filter((key) => key !== pairKey(pair))))
  const failed = (error: unknown) =>
    void message.error(error instanceof Error ? error.message : String(error))
  const takeBack = (pair: DuplicatePair, toast: string) => {
    message.destroy(toast)
    say(pair.contacts, false).then(() => show(pair), failed)
  }
  const notDuplicates = (pair: DuplicatePair) => {
    setTold((all) => new Set([...all, pairKey(pair)]))
    const toast = `not ${pairKey(pair)}`
    say(pair.contacts, true).then(
      () =>
        message.success({
          key: toast,
          content: (
            <>
              {t('duplicates.told')}{' '}
              <Button type="link" size="small" onClick={() => takeBack(pair, toast)}>
                {t('duplicates.undo')}
              </Button>
            </>
          ),
          duration: 8,
        }),
      (error: unknown) => {
        show(pair)
        failed(error)
      },
    )
  }
  return {
    isAside: (pair) => told.has(pairKey(pair)) || postponed.has(pairKey(pair)),
    later: (pair) => setPostponed((all) => new Set([...all, pairKey(pair)])),
    notDuplicates,
    laterCount: postponed.size,
    showLater: () => setPostponed(new Set()),
  }
}
