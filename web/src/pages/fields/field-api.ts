import type { Field } from '@cardfile/openapi'
import { answered, client, ifMatch } from '../../api/client.ts'

export const deleteField = ({ id, version }: Pick<Field, 'id' | 'version'>) =>
  client.DELETE('/api/v1/fields/{id}', { params: { path: { id }, header: ifMatch(version) } })

export const restoreField = ({ id }: Pick<Field, 'id'>) =>
  answered(client.POST('/api/v1/fields/{id}/restore', { params: { path: { id } } }))
