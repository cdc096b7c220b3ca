import type { NotificationProvider } from '@refinedev/core'
import { App } from 'antd'
import { useMemo } from 'react'

/** Refine's notices in antd's own. Ours are told where they come about; these are of what Refine does. */
export function useNotices(): NotificationProvider {
  const { notification } = App.useApp()
  return useMemo(
    () => ({
      open: ({ key, message, description, type }) =>
        notification.open({
          ...(key === undefined ? {} : { key }),
          message: description ?? message,
          description: description === undefined ? null : message,
          type: type === 'progress' ? 'info' : type,
        }),
      close: (key) => notification.destroy(key),
    }),
    [notification],
  )
}
