import { Navigate } from 'react-router'
import { resources } from '../providers/resources.ts'
import { useMay } from './may.tsx'

/** The first page a person may see; their own account, where there is no other. */
export function Home() {
  const may = useMay()
  const first = resources.find(({ meta }) => may(meta.permission))
  return <Navigate to={first?.list ?? '/account'} replace />
}
