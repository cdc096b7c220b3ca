import { App, Button } from 'antd'
import { Component, type ComponentType, lazy, type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { loaded, NotLoaded } from './not-loaded.ts'

interface LazyProps {
  children?: ReactNode
  open?: boolean
  onClose?: () => void
  /** What is done where its file does not come; left out, it is closed, to be opened again. */
  onNotLoaded?: () => void
}

/**
 * A part of a screen whose file is fetched when it is first drawn. Where that fails the part alone is missing, and
 * it is told: what somebody typed beside it stays. Drawn again it is asked for again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props & Pick<LazyProps, 'onNotLoaded'>> {
  const asked = () => lazy(() => loaded(async () => ({ default: await load() })))
  let Part = asked()
  return function LazyPart({ onNotLoaded, ...rest }) {
    const props = rest as unknown as Props
    const { children, open, onClose } = props as LazyProps
    const failed = () => {
      // React keeps what came of it.
      Part = asked()
      const left = onNotLoaded ?? onClose
      left?.()
    }
    return (
      <PartBoundary instead={children} open={open} onFailed={failed}>
        <Part {...props} />
      </PartBoundary>
    )
  }
}

interface PartBoundaryProps {
  /** What is drawn where the part is not there. */
  instead: ReactNode
  /** Of a part that stays while it is closed. */
  open: boolean | undefined
  onFailed(): void
  children: ReactNode
}

interface PartBoundaryState {
  error: unknown
  wasOpen: boolean | undefined
}

class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = { error: null, wasOpen: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  static getDerivedStateFromProps({ open }: PartBoundaryProps, { wasOpen }: PartBoundaryState) {
    return { wasOpen: open, ...(open && !wasOpen && { error: null }) }
  }

  override componentDidCatch(error: unknown) {
    if (error instanceof NotLoaded) this.props.onFailed()
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    // Faults of the part itself are a page's, as those of what is not lazy.
    if (!(error instanceof NotLoaded)) throw error
    return <WithoutPart>{this.props.instead}</WithoutPart>
  }
}

function WithoutPart({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { notification } = App.useApp()
  useEffect(() => {
    notification.error({
      key: 'not-loaded',
      message: t('errors.part'),
      description: t('errors.partHint'),
      // Below are the buttons that save.
      placement: 'top',
      duration: 0,
      actions: <Button onClick={() => window.location.reload()}>{t('actions.reload')}</Button>,
    })
  }, [notification, t])
  return children
}
