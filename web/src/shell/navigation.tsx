import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useMay } from '../access/may.tsx'
import { navGroups, type ResourceName, resources } from '../providers/resources.ts'
import {
  AuditOutlined,
  ControlOutlined,
  CopyOutlined,
  ImportOutlined,
  KeyOutlined,
  SafetyOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '../layout/icons.tsx'

const icons: Record<ResourceName, ComponentType> = {
  contacts: TeamOutlined,
  duplicates: CopyOutlined,
  fields: ControlOutlined,
  imports: ImportOutlined,
  people: SolutionOutlined,
  roles: SafetyOutlined,
  'api-keys': KeyOutlined,
  audit: AuditOutlined,
}

/** The left navigation: an entry for each resource the person may see. */
export function Navigation() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <nav aria-label={t('nav.label')}>
      {navGroups.map((group) => {
        const entries = resources.filter(({ meta }) => meta.group === group && may(meta.permission))
        if (entries.length === 0) return null
        return (
          <div key={group} className="cf-nav-group">
            <p className="cf-nav-title" id={`nav-${group}`}>
              {t(`nav.groups.${group}`)}
            </p>
            <ul aria-labelledby={`nav-${group}`}>
              {entries.map(({ name, list }) => {
                const Icon = icons[name]
                return (
                  <li key={name}>
                    <NavLink className="cf-nav-link" to={list}>
                      <Icon />
                      {t(`nav.${name}`)}
                    </NavLink>
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
