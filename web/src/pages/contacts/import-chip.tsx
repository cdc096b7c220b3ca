import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

interface ImportChipProps {
  id: string
  onClear(): void
}

/** Says that the list is that of one import, with the way to it and the way out. */
export function ImportChip({ id, onClear }: ImportChipProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className="cf-row cf-chips">
      <span className="cf-tag">{t('contacts.ofImport')}</span>
      <Button type="link" size="small" onClick={() => navigate(`/import/${id}`)}>
        {t('contacts.toImport')}
      </Button>
      <Button type="link" size="small" onClick={onClear}>
        {t('contacts.notOnlyImport')}
      </Button>
    </div>
  )
}
