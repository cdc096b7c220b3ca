import type { Cell } from '@cardfile/openapi'
import { answered, client, ifMatch, once } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'

export type MappingSummary = Schemas['ImportMappingSummary']
export type SavedMapping = Schemas['FoundImportMappings']['data'][number]
export type MappingBody = Schemas['ImportMappingCreate']

/** What is read of saved mappings; invalidate it after a change. */
export const mappingsKey = ['import-mappings']

export const listMappings = (signal: AbortSignal) =>
  answered(client.GET('/api/v1/import-mappings', { signal }))

/** The mappings for files with these headings; the one saved last comes first. */
export const findMappings = (headings: readonly Cell[], signal: AbortSignal) =>
  answered(
    client.POST('/api/v1/import-mappings:find', { body: { headings: [...headings] }, signal }),
  )

export const createMapping = (body: Schemas['ImportMappingCreate'], idempotencyKey: string) =>
  answered(
    client.POST('/api/v1/import-mappings', { params: { header: once(idempotencyKey) }, body }),
  )

type Stored = Pick<Schemas['ImportMapping'], 'id' | 'version'>

const stored = ({ id, version }: Stored) => ({ path: { id }, header: ifMatch(version) })

export const changeMapping = (mapping: Stored, body: Schemas['ImportMappingPatch']) =>
  answered(client.PATCH('/api/v1/import-mappings/{id}', { params: stored(mapping), body }))

export const deleteMapping = (mapping: Stored) =>
  client.DELETE('/api/v1/import-mappings/{id}', { params: stored(mapping) })
