import type { NotificationProvider } from '@refinedev/core'
import { App } from 'antd'
import { useMemo } from 'react'

/** Refine's notices through antd's own, so that they follow the theme. */
export function useNotices(): NotificationProvider {
  const { notification } = App.useApp()
  return useMemo(
    () => ({
      open: ({ key, message, description, type }) =>
        notification.open({
          ...(key === undefined ? {} : { key }),
          message: description ?? message,
          type: type === 'progress' ? 'info' : type,
          placement: 'bottomRight',
          role: type === 'error' ? 'alert' : 'status',
        }),
      close: (key) => notification.destroy(key),
    }),
    [notification],
  )
}
