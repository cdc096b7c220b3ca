// Takes the README's screenshots of a new installation, whose first account it makes:
// node api/scripts/screenshots.ts <address>
import { fileURLToPath } from 'node:url'
import { openBrowser } from './open-browser.ts'

const [address = 'http://127.0.0.1:8787'] = process.argv.slice(2)
const folder = fileURLToPath(new URL('../../web/screenshots/', import.meta.url))
/** Where each is taken, and a text of the sample data that is there once it is drawn. */
const shots = {
  contacts: { path: '/contacts', seen: 'Freya Horváth' },
  fields: { path: '/fields', seen: 'First name' },
}

const browser = await openBrowser()
const page = await browser.newPage({ viewport: { width: 1280, height: 760 } })
const owner = {
  name: 'Olive Owner',
  email: 'olive@example.com',
  password: crypto.randomUUID(),
}
const { origin } = new URL(address)
const made = await page.request.post(`${address}/api/v1/setup`, {
  data: owner,
  headers: { origin },
})
if (!made.ok()) throw new Error(`The first account was refused: ${await made.text()}`)
for (const [name, { path, seen }] of Object.entries(shots)) {
  await page.goto(address + path)
  await page.getByText(seen).first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${folder}${name}.png` })
}
await browser.close()
