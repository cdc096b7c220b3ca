import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
  const sms = await api.fieldByKey('sms')
  const { status } = await api.send('PATCH', `/api/v1/fields/${sms.id}`, {
    ifMatch: sms.version,
    body: { defaultCountry: 'DE' },
  })
  expect(status).toBe(200)
  await api.contact({ name: 'Identity', sms: ['030 555 1234'] })
  await api.contact({ name: 'National', sso_id: ['1'], phone: '(030) 555-1234' })
  await api.contact({ name: 'International', sso_id: ['2'], phone: '+49 30 5551234' })
  await api.contact({ name: 'Other', sso_id: ['3'], phone: '+49 30 5559999', fax: 'none' })
  await api.contact({ name: 'Several', sso_id: ['5'], phone: '+1 213 373 4253; 030 5551234' })
  await api.contact({ name: 'Nobody', sso_id: ['4'] })
})

async function found(field: string, operator: string, value: unknown): Promise<string[]> {
  const { status, body } = await api.query({ filter: { field, operator, value } })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.data.map(({ values }) => String(values.name)).toSorted()
}

const spellings = [
  '030 555 1234',
  '0305551234',
  '030/555-1234',
  '+49 30 5551234',
  '0049305551234',
  '+49 (0)30 555 1234',
]

describe('a number in any spelling', () => {
  test.each([...spellings, '5551234', '555-1234', '51 234'])(
    'is contained in what is stored: %s',
    async (typed) => {
      expect(await found('sms', 'contains', typed)).toEqual(['Identity'])
      expect(await found('sms', 'ncontains', typed)).toEqual([
        'International',
        'National',
        'Nobody',
        'Other',
        'Several',
      ])
      const stored = await found('phone', 'contains', typed)
      expect(stored).toEqual(expect.arrayContaining(['National', 'Several']))
      expect(stored).not.toContain('Other')
      expect(await found('phone', 'ncontains', typed)).toEqual(
        ['Identity', 'International', 'National', 'Nobody', 'Other', 'Several'].filter(
          (name) => !stored.includes(name),
        ),
      )
    },
  )

  test.each(spellings)('is what is stored: %s', async (typed) => {
    expect(await found('sms', 'eq', typed)).toEqual(['Identity'])
    expect(await found('phone', 'eq', typed)).toContain('National')
    expect(await found('phone', 'ne', typed)).not.toContain('National')
    expect(await found('phone', 'in', [typed])).toContain('National')
    expect(await found('phone', 'nin', [typed])).not.toContain('National')
  })

  test.each(['555123', '030 555 12345', '12'])('is not another one: %s', async (typed) => {
    expect(await found('phone', 'eq', typed)).toEqual([])
  })
})
