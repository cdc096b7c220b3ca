import { type FieldCreate, fieldCreateSchema, type Values } from '@cardfile/openapi'
import { systemContext } from '../src/installation/system-context.ts'
import { createContact } from '../src/contacts/create-contact.ts'
import type { Database } from '../src/db/database.ts'
import { Definitions } from '../src/installation/definitions.ts'
import { createField } from '../src/fields/create-field.ts'
import { person, phoneOf } from './people.ts'

/** One custom field of most types, as a support team might define them. */
const fields: FieldCreate[] = [
  {
    name: 'Plan',
    type: 'dropdown',
    options: ['Free', 'Team', 'Business', 'Enterprise'].map((text) => ({ text })),
    defaultValue: 'Free',
    helpText: 'The plan the customer pays for; new contacts begin with Free.',
    indexed: true,
  },
  {
    name: 'Preferred channel',
    type: 'radio',
    options: ['Email', 'Phone', 'Chat'].map((text) => ({ text })),
  },
  {
    name: 'Interests',
    type: 'checkboxlist',
    options: ['Product news', 'Webinars', 'Beta programme', 'Community'].map((text) => ({ text })),
  },
  { name: 'Customer since', type: 'date', helpText: 'Day of the first order.', indexed: true },
  { name: 'Last contacted', type: 'datetime' },
  { name: 'Seats', type: 'integer', min: 1, max: 100_000 },
  { name: 'Monthly spend', type: 'decimal', decimals: 2, min: 0, helpText: 'In US dollars.' },
  { name: 'VIP', type: 'checkbox' },
  { name: 'Website', type: 'url' },
  { name: 'Billing e-mail', type: 'email' },
  {
    name: 'Contract number',
    type: 'text',
    length: 20,
    readOnly: true,
    helpText: 'Set once, when the contact is created.',
  },
]

const howMany = 64
const day = 86_400_000
const began = Date.UTC(2026, 7, 3, 8, 30)

/**
 * Fills a new installation with a small team's contacts, through the same services the API uses.
 * The times are spread over some weeks, so that lists sorted by time show something.
 */
export async function addSample(db: Database): Promise<void> {
  const definitions = new Definitions()
  const at = (now: number) => systemContext(db, { definitions, now: () => now })
  for (const field of fields) await createField(at(began), fieldCreateSchema.parse(field))
  for (let n = 1; n <= howMany; n++)
    await createContact(at(began + n * 1.6 * day + (n % 7) * 5_400_000), valuesOf(n))
}

const plans = ['Team', 'Business', 'Free', 'Enterprise', 'Team', 'Business']
const channels = ['Email', 'Chat', 'Phone']
const interests = ['Product news', 'Webinars', 'Beta programme', 'Community']

function valuesOf(n: number): Values {
  const who = person(n)
  const { firstName, lastName, company, title, place, handle } = who
  const domain = `${company.toLowerCase().replace(/[^a-z]+/g, '')}.example`
  const identities: Values = {
    email: [`${handle}@${domain}`, ...(n % 9 === 0 ? [`${handle}@mail.example`] : [])],
    ...(n % 3 === 0 ? { sms: [phoneOf(who, n)] } : {}),
    ...(n % 4 === 0 ? { whatsapp: [phoneOf(who, n)] } : {}),
    ...(n % 5 === 0 ? { twitter: [`@${handle.replace('.', '_')}`] } : {}),
    ...(n % 7 === 0 ? { facebook: [handle] } : {}),
    ...(n % 11 === 0 ? { wechat: [`wx_${handle.replace('.', '')}`] } : {}),
    ...(n % 13 === 0 ? { line: [handle.replace('.', '')] } : {}),
    ...(n % 17 === 0 ? { telegram: [`@${handle.replace('.', '')}`] } : {}),
  }
  return {
    name: `${firstName} ${lastName}`,
    first_name: firstName,
    last_name: lastName,
    ...identities,
    ...(n % 6 === 0 ? {} : { phone: phoneOf(who, n + 500) }),
    company,
    title,
    city: place.city,
    state: place.state,
    country: place.country,
    postal_code: place.code,
    time_zone: place.zone,
    ...(n % 6 === 0 ? {} : { plan: plans[n % plans.length] }),
    preferred_channel: channels[n % channels.length],
    interests: interests.filter((_, index) => (n >> index) % 2 === 1),
    customer_since: new Date(Date.UTC(2019, n % 12, (n * 7) % 28 || 1) + n * 31 * day)
      .toISOString()
      .slice(0, 10),
    ...(n % 2 === 0 ? { last_contacted: new Date(began + n * day * 1.1).toISOString() } : {}),
    seats: ((n * 37) % 240) + 1,
    monthly_spend: Math.round(((n * 7919) % 90_000) + 999) / 100,
    vip: n % 10 === 0,
    ...(n % 3 === 1 ? { website: `https://${domain}` } : {}),
    ...(n % 5 === 2 ? { billing_e_mail: `billing@${domain}` } : {}),
    contract_number: `C-${String(20_000 + n * 13)}`,
    ...(n % 8 === 0
      ? { description: `Prefers short answers.\nRenewal talk planned with ${firstName}.` }
      : {}),
  }
}
