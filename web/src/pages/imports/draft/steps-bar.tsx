import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export const steps = [
  { name: 'file', to: '/import' },
  { name: 'columns', to: '/import/columns' },
  { name: 'preview', to: '/import/preview' },
  { name: 'result', to: null },
] as const

type StepName = (typeof steps)[number]['name']

/** Where one is in the import; the steps before lead back. */
export function StepsBar({ current, locked = false }: { current: StepName; locked?: boolean }) {
  const { t } = useTranslation()
  const at = steps.findIndex(({ name }) => name === current)
  return (
    <nav aria-label={t('imports.steps.label')}>
      <ol className="cf-steps">
        {steps.map(({ name, to }, index) => {
          const state = index < at ? 'done' : index === at ? 'current' : 'ahead'
          const words = (
            <>
              <span className="cf-step-number" aria-hidden="true">
                {index + 1}
              </span>
              {t(`imports.steps.${name}`)}
            </>
          )
          return (
            <li
              key={name}
              className={`cf-step cf-step-${state}`}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              {state === 'done' && to && !locked ? (
                <Link to={to}>{words}</Link>
              ) : (
                <span>{words}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
