import { App } from 'antd'
import { useCallback } from 'react'
import { download } from '../api/download.ts'
import { client } from '../api/client.ts'

/**
 * Downloads an address after making sure that the session still stands: a browser that fetches a
 * file by itself could only save the refusal.
 */
export function useDownload(): (url: string, fileName?: string) => void {
  const { message } = App.useApp()
  return useCallback(
    (url, fileName) => {
      client
        .GET('/api/v1/me')
        .then(() => download(url, fileName))
        .catch((error: unknown) =>
          message.error(error instanceof Error ? error.message : String(error)),
        )
    },
    [message],
  )
}
