import { editableProperties, type EditableProperty } from '@cardfile/openapi'

/** What of a definition names roles: by their ids where it is kept, by their names in a document. */
export type RoleProperty = Extract<EditableProperty, `${string}Roles`>

export const roleProperties = editableProperties.filter((property): property is RoleProperty =>
  property.endsWith('Roles'),
)

export function isRoleProperty(property: string): property is RoleProperty {
  return roleProperties.some((one) => one === property)
}
