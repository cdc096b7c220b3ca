import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/processes.ts'
import { follow } from './follow.ts'
import { settled } from './settled.ts'
import { startVisit, type Visit } from './visit.ts'

/** Each tells of itself if it is run in any way. */
const payloads = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=1</script>',
  '"><svg onload="window.ran=1">',
  '<a href="javascript:window.ran=1">press</a>',
  '[press](javascript:window.ran=1)',
  '{{constructor.constructor("window.ran=1")()}}',
]
const [image = '', script = '', svg = '', link = '', markdown = '', template = ''] = payloads

let visit: Visit
const addresses: string[] = []

interface Made {
  id: string | number
}

async function plant(): Promise<void> {
  const post = (path: string, body: unknown) => visit.api<Made>(path, { method: 'POST', body })
  for (const [index, name] of payloads.entries()) {
    const { id } = await post('/fields', { name, type: 'text', helpText: payloads.at(-1 - index) })
    addresses.push(`/fields/${id}`)
  }
  const options = payloads.map((text) => ({ text }))
  const chosen = await post('/fields', {
    name: 'Chosen',
    type: 'dropdown',
    key: 'chosen',
    helpText: svg,
    options,
  })
  addresses.push(`/fields/${chosen.id}`)
  await post('/fields', { name: 'Link', type: 'url', key: 'link', helpText: markdown })
  for (const [index, name] of payloads.entries()) {
    const { id } = await post('/contacts', {
      values: {
        name,
        email: [`p${index}@example.com`],
        external_id: [name],
        description: payloads.join('\n'),
        company: payloads.at(-1 - index),
        chosen: name,
        link: 'https://example.com/"onmouseover="window.ran=1',
      },
    })
    addresses.push(`/contacts/${id}`)
  }
  const imported = await post('/imports', {
    fileName: `${image}.csv`,
    mode: 'merge',
    headings: ['Name', 'Email', script],
  })
  const rows = payloads.map((text, index) => ({ number: index + 2, cells: [text, text, svg] }))
  await visit.api(`/imports/${imported.id}/chunks/0`, { method: 'PUT', body: { rows } })
  await post(`/imports/${imported.id}/finish`, {})
  addresses.push(`/import/${imported.id}`)
  await post('/roles', { name: link, permissions: [] })
  await post('/api-keys', { name: script, roleId: 'viewer' })
  await post('/people', { name: image, email: 'p@example.com', roleId: 'viewer' })
  await post('/roles', { name: template, permissions: ['view_contacts'] })
}

/** Every address of the screens that needs no id, as the router has them. */
function plainAddresses(): string[] {
  const routes = readFileSync(join(root, 'web', 'src', 'routes.tsx'), 'utf8')
  const paths = Array.from(routes.matchAll(/path: '([\w/-]+)'/g), ([, path = '']) => path)
  return paths.map((path) => (path.startsWith('/') ? path : `/${path}`))
}

beforeAll(async () => {
  visit = await startVisit()
  await plant()
  await visit.page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    )
  })
})
afterAll(() => visit?.close())

describe('scripts planted in every text', () => {
  it('run on no screen, and the policy has nothing to stop', async () => {
    const { page } = visit
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const search = `/contacts?q=${encodeURIComponent(image)}`
    const every = [...plainAddresses(), ...addresses, search, `/nothing/${encodeURIComponent(svg)}`]
    const look = async (address: string) => {
      await settled(page)
      expect(await page.evaluate(() => 'ran' in window), address).toBe(false)
    }
    await page.goto('/')
    for (const address of every) {
      await follow(page, address)
      await look(address)
    }
    // Opened by themselves: the server writes a page of its own, and an address no screen has.
    for (const address of ['/api/docs', search, `/nothing/${encodeURIComponent(svg)}`]) {
      await page.goto(address)
      await look(address)
    }
    expect(dialogs).toEqual([])
    const violations = visit
      .complaints()
      .filter((complaint) => /polic|Content Security/i.test(complaint))
    expect(violations).toEqual([])
  })

  it('are shown as the texts they are', async () => {
    const { page } = visit
    await page.goto('/contacts')
    await page.getByText(image, { exact: true }).first().waitFor()
    await follow(page, '/fields', 'Fields')
    await page.getByText(script, { exact: true }).first().waitFor()
    expect(await page.locator('svg[onload], img[onerror], a[href^="javascript:"]').count()).toBe(0)
  })

  it('would not run if they came to be part of a page', async () => {
    const { page } = visit
    await follow(page, '/contacts', 'Contacts')
    await page.evaluate((text) => document.body.insertAdjacentHTML('beforeend', text), image)
    await expect
      .poll(() => visit.complaints().some((complaint) => /policy/i.test(complaint)))
      .toBe(true)
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  })
})
