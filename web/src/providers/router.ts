import { matchResourceFromRoute, ResourceContext, type RouterProvider } from '@refinedev/core'
import { useCallback, useContext } from 'react'
import { createPath, Link, useLocation, useNavigate, useParams } from 'react-router'

/**
 * React Router as Refine asks it. The package there is for this brings a parser of nested query strings, of
 * which no address here has one, to every first visit.
 */
export const routerProvider: RouterProvider = {
  go: useRefineGo,
  back: useBack,
  parse: useParse,
  Link,
}

function useRefineGo(): ReturnType<NonNullable<RouterProvider['go']>> {
  const navigate = useNavigate()
  const { search, hash: hashNow } = useLocation()
  return useCallback(
    ({ to = '', type, query = {}, hash = '', options = {} }) => {
      const kept = new URLSearchParams(options.keepQuery ? search : '')
      for (const [name, value] of Object.entries(query)) kept.set(name, String(value))
      const path = {
        pathname: to,
        search: String(kept),
        hash: hash || (options.keepHash ? hashNow : ''),
      }
      if (type === 'path') return createPath(path)
      void navigate(path, { replace: type === 'replace' })
    },
    [navigate, search, hashNow],
  )
}

function useBack() {
  const navigate = useNavigate()
  return useCallback(() => void navigate(-1), [navigate])
}

function useParse(): ReturnType<NonNullable<RouterProvider['parse']>> {
  const { pathname, search } = useLocation()
  const { id, ...params } = useParams()
  const { resources } = useContext(ResourceContext)
  return useCallback(() => {
    const { resource, action } = matchResourceFromRoute(pathname, resources)
    return {
      ...(resource && { resource }),
      ...(action && { action }),
      ...(id !== undefined && { id }),
      pathname,
      params: { ...params, ...Object.fromEntries(new URLSearchParams(search)) },
    }
  }, [pathname, search, resources, id, params])
}
