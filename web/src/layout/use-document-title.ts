import { useEffect } from 'react'

/** The title of the browser's tab, as long as the page is there. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
