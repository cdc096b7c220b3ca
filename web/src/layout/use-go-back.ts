import { useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'

/**
 * Leads to where one was before, as it was then; to `home` where the page is the first that was opened.
 *
 * @param home the page above
 */
export function useGoBack(home: string): () => void {
  const navigate = useNavigate()
  // The router's name for an entry of the history that it did not make.
  const isFirst = useLocation().key === 'default'
  return useCallback(
    () => void (isFirst ? navigate(home) : navigate(-1)),
    [isFirst, navigate, home],
  )
}
