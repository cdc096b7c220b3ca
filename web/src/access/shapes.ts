export type { ApiKey, Person, PersonLink as PasswordLink, Role } from '@cardfile/openapi'
