import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../locales/format.ts'
import { LeftOutlined, RightOutlined } from '../../layout/icons.tsx'
import { pagesToOffer } from './pages.ts'
import './pager.css'

interface PagerProps {
  page: number
  pageSize: number
  total: number
  /** False where counting stopped at `total` and there are more. */
  exact: boolean
  /** Left out where the size is fixed. */
  pageSizes?: readonly number[]
  onChange(page: number, pageSize: number): void
  onCount?: (() => void) | undefined
}

/** Pages for people. Where counting stopped early it says so, and offers to count on. */
export function Pager(props: PagerProps) {
  const { page, pageSize, total, exact, pageSizes, onChange, onCount } = props
  const { t } = useTranslation()
  const last = Math.max(1, Math.ceil(total / pageSize))
  const formatted = formatNumber(total)
  return (
    <div className="cf-pager">
      <span className="cf-quiet cf-number" role="status">
        {exact ? t('pager.total', { count: total, formatted }) : t('pager.atLeast', { formatted })}
      </span>
      {!exact && onCount && (
        <Button type="link" size="small" onClick={onCount}>
          {t('pager.count')}
        </Button>
      )}
      <nav className="cf-pages cf-push" aria-label={t('pager.label')}>
        <Button
          type="text"
          size="small"
          icon={<LeftOutlined />}
          aria-label={t('pager.previous')}
          disabled={page <= 1}
          onClick={() => onChange(page - 1, pageSize)}
        />
        {pagesToOffer(page, last).map((number, index) =>
          number === null ? (
            <span key={`gap ${index}`} className="cf-quiet" aria-hidden="true">
              …
            </span>
          ) : (
            <button
              key={number}
              type="button"
              className="cf-page-number"
              aria-label={t('pager.page', { number })}
              aria-current={number === page ? 'page' : undefined}
              onClick={() => onChange(number, pageSize)}
            >
              {formatNumber(number)}
            </button>
          ),
        )}
        <Button
          type="text"
          size="small"
          icon={<RightOutlined />}
          aria-label={t('pager.next')}
          disabled={page >= last && exact}
          onClick={() => onChange(page + 1, pageSize)}
        />
      </nav>
      {pageSizes && (
        <select
          className="cf-page-size"
          aria-label={t('pager.size')}
          value={pageSize}
          onChange={(event) => onChange(1, Number(event.target.value))}
        >
          {[...new Set([...pageSizes, pageSize])].map((size) => (
            <option key={size} value={size}>
              {t('pager.perPage', { size })}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
