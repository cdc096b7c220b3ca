// Takes the README's screenshots of a new installation, whose first account it makes:
// node api/scripts/screenshots.ts <address>
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '../test/browser/launch-browser.ts'

const [address = 'http://127.0.0.1:8787'] = process.argv.slice(2)
const folder = fileURLToPath(new URL('../../web/screenshots/', import.meta.url))
const columns = 'email,company,title,city,country,plan,seats,customer_since,vip'
const shots = { contacts: `/contacts?columns=${columns}`, fields: '/fields' }

const browser = await launchBrowser()
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
for (const [name, path] of Object.entries(shots)) {
  await page.goto(address + path, { waitUntil: 'networkidle' })
  await page.screenshot({ path: `${folder}${name}.png` })
}
await browser.close()
