import type { Values } from '@cardfile/openapi'

/** A contact as the API states it. */
export interface Contact {
  id: string
  version: number
  /** Instants in UTC: `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  createdAt: string
  updatedAt: string
  deletedAt?: string | null
  values: Values
}

export interface ListAnswer<T> {
  data: T[]
  total: number | null
  totalIsExact?: boolean
  nextCursor: string | null
}
