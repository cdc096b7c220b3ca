import {
  type EditableProperty,
  editableProperties,
  type SettingName,
  settingNames,
} from '@cardfile/openapi'

const flags: readonly string[] = ['visible', 'required', 'readOnly', 'indexed']
const conditions: readonly string[] = ['visibleWhen', 'requiredWhen', 'readOnlyWhen']
const isSetting = (property: string): property is SettingName =>
  settingNames.some((name) => name === property)

/** Where the words for a property of a definition are; a setting's type has them itself. */
export function propertyPath(property: EditableProperty): string | { setting: SettingName } {
  if (isSetting(property)) return { setting: property }
  if (flags.includes(property)) return `flags.${property}`
  if (conditions.includes(property)) return `conditions.${property}`
  return property.endsWith('Roles') ? `rights.${property}` : `property.${property}`
}

export function isEditableProperty(name: unknown): name is EditableProperty {
  return editableProperties.some((property) => property === name)
}
