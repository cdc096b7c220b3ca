import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { ControlOutlined, ImportOutlined, TeamOutlined } from './icons.tsx'
import { resources } from '../providers/resources.ts'

const icons: Record<string, ComponentType> = {
  contacts: TeamOutlined,
  fields: ControlOutlined,
  imports: ImportOutlined,
}

/** The left navigation: one group, one entry a resource. */
export function Navigation() {
  const { t } = useTranslation()
  return (
    <nav aria-label={t('nav.label')}>
      <p className="cf-nav-title">{t('nav.title')}</p>
      <ul>
        {resources.map(({ name, list }) => {
          const Icon = icons[name]
          return (
            <li key={name}>
              <NavLink className="cf-nav-link" to={String(list)}>
                {Icon && <Icon />}
                {t(`nav.${name as 'contacts' | 'fields' | 'imports'}`)}
              </NavLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
