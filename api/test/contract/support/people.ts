import type { Field, Values } from '@cardfile/openapi'
import { type Api, type ContactBody, startApi } from './api.ts'

/** A field of every data type, each with name and type alone where that is enough. */
export const oneOfEach = [
  { name: 'Motto', type: 'text' },
  { name: 'Notes', type: 'textarea' },
  { name: 'Second mail', type: 'email' },
  { name: 'Site', type: 'url' },
  { name: 'Day', type: 'date' },
  { name: 'Moment', type: 'datetime' },
  { name: 'Count', type: 'integer' },
  { name: 'Price', type: 'decimal' },
  { name: 'Size', type: 'radio', options: [{ text: 'Small' }, { text: 'Large' }] },
  { name: 'Active', type: 'checkbox' },
  { name: 'Plan', type: 'dropdown', options: [{ text: 'Gold plan' }, { text: 'Äther' }] },
  {
    name: 'Likes',
    type: 'checkboxlist',
    options: [{ text: 'Tea' }, { text: 'Coffee' }, { text: 'Milk; oat' }],
  },
  { name: 'Zone', type: 'timezone' },
] as const

const texts = [
  'alpha',
  'Alpha',
  'ALPHABET',
  'beta',
  '100%',
  '100 per cent',
  'a_b',
  'axb',
  'back\\slash',
  'quote"d',
  "it's",
  'Ünder',
  'under',
  'Émile Zola',
  '😀 smile',
  'zz top',
  '~tilde',
]

/** Values with many ties, of every type, in the order they are stored. */
const pools: Record<string, readonly unknown[]> = {
  motto: texts,
  notes: [...texts, 'two\nlines', 'tab\there'],
  second_mail: ['a@b.org', 'A@b.org', 'long.name@example.com', 'z@z.org'],
  site: ['https://a.org/x?y=1', 'https://A.org', 'mailto:a@b.org', 'http://b.org'],
  day: ['2024-02-29', '1969-12-31', '2026-01-01', '0044-03-15'],
  moment: ['2024-02-29T23:59:59.999Z', '1969-12-31T00:00:00.000Z', '2026-01-01T12:00:00.000Z'],
  count: [-5, 0, 3, 12, 9007199254740991, -9007199254740991],
  price: [-0.5, 0, 0.1, 1.25, 1000000.01, 3],
  size: ['small', 'large'],
  active: [true, false],
  plan: ['gold_plan', 'ather'],
  likes: [['tea'], ['coffee', 'tea'], ['coffee', 'milk_oat', 'tea'], ['milk_oat']],
  zone: ['Europe/Berlin', 'America/New_York', 'UTC'],
  city: ['Berlin', 'berlin', 'Rome', 'Oslo'],
  twitter: [],
}

export interface People {
  api: Api
  fields: Map<string, Field>
  /** In the order they were created. */
  contacts: ContactBody[]
}

/** A small generator, so that a failure can be repeated. */
export function randomizer(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Many contacts over all types: ties, blanks, other cases, and characters that mean something to SQL. */
export async function manyPeople(count: number): Promise<People> {
  const api = await startApi()
  for (const definition of oneOfEach) await api.field(definition)
  const { body } = await api.get<{ data: Field[] }>('/api/v1/fields')
  const fields = new Map(body.data.map((field) => [field.key, field]))
  const random = randomizer(7)
  const contacts: ContactBody[] = []
  for (let n = 0; n < count; n++) {
    const values: Values = {
      name: `${texts[random(texts.length)]}${random(3) === 0 ? '' : ` ${random(9)}`}`,
      email:
        random(4) === 0 ? [`P${n}@Example.com`, `second.${n}@example.org`] : [`p${n}@example.com`],
    }
    if (random(3) === 0) values.twitter = [random(2) ? `@Handle_${n}` : `handle%${n}`]
    for (const [key, pool] of Object.entries(pools))
      if (pool.length > 0 && random(3) > 0) values[key] = pool[random(pool.length)]
    contacts.push(await api.contact(values))
  }
  return { api, fields, contacts }
}
