import { expect, test } from 'vitest'
import { permissionIds, prebuiltFields } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import type { SetUpDocument } from '../../api/set-up.ts'
import { absentThings } from './absent-things.ts'

const setUp: SetUpDocument = {
  cardfile: 1,
  roles: [
    { name: 'Verwaltung', builtIn: 'admin', permissions: [] },
    { name: 'Lead', permissions: [] },
    { name: 'Guest', permissions: [] },
  ],
  sections: [{ name: 'Contract' }, { name: 'Öfter' }],
  fields: [],
  views: [{ name: 'Berlin' }],
}
const fields = [
  ...prebuiltFields,
  customField('plan'),
  customField('seats'),
  { ...customField('salary'), masked: true },
]
const file: SetUpDocument = {
  cardfile: 1,
  roles: [{ name: 'lead', permissions: [] }],
  sections: [{ name: 'öfter' }],
  fields: [{ key: 'plan' }],
  views: [],
}

test.each([
  [permissionIds, ['fields seats', 'sections Contract', 'views Berlin', 'roles Guest']],
  [['manage_fields'], ['fields seats', 'sections Contract']],
])('names for deletion what a file leaves out and %j lets one delete', (granted, right) => {
  const may = (permission: string) => granted.some((one) => one === permission)
  const things = absentThings(file, { setUp, fields, may })
  expect(things.map(({ kind, key }) => `${kind} ${key}`)).toEqual(right)
})

test('takes a file without a list as one that names none of it', () => {
  const things = absentThings({ cardfile: 1 }, { setUp, fields, may: () => false })
  expect(things.map(({ key }) => key)).toEqual(['plan', 'seats', 'Contract', 'Öfter'])
})
