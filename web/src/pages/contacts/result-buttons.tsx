import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../locales/format.ts'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'
import { DownOutlined, UpOutlined } from '../../layout/page-icons.tsx'
import type { Neighbours } from './use-neighbours.ts'

/** To the contacts before and after in the list: what has the focus keeps it. */
export function ResultButtons({ neighbours }: { neighbours: Neighbours }) {
  const { t } = useTranslation()
  const { place, total, hasPrevious, hasNext, go } = neighbours
  const step = (by: -1 | 1) => void go(by, document.activeElement?.id || undefined)
  useShortcut('previousContact', () => step(-1))
  useShortcut('nextContact', () => step(1))
  return (
    <div className="cf-row" role="group" aria-label={t('result.label')}>
      <span className="cf-quiet cf-number">
        {total === null
          ? t('result.placeOnly', { place: formatNumber(place) })
          : t('result.place', { place: formatNumber(place), total: formatNumber(total) })}
      </span>
      <Button
        id="previous-contact"
        icon={<UpOutlined />}
        aria-label={t('result.previous')}
        disabled={!hasPrevious}
        onClick={() => step(-1)}
      />
      <Button
        id="next-contact"
        icon={<DownOutlined />}
        aria-label={t('result.next')}
        disabled={!hasNext}
        onClick={() => step(1)}
      />
    </div>
  )
}
