// Writes api/test/fixtures/ten-thousand.xlsx: the rows of ten-thousand.ts as LibreOffice saves them.
// Needs `soffice` on the PATH. Run: node api/scripts/make-import-fixture.ts
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columns, rows } from '../test/fixtures/ten-thousand.ts'

const target = new URL('../test/fixtures/ten-thousand.xlsx', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'cardfile-fixture-'))
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

try {
  const csv = join(folder, 'ten-thousand.csv')
  const lines = [columns.map(({ heading }) => heading), ...rows].map((row) =>
    row.map(quoted).join(','),
  )
  writeFileSync(csv, `${lines.join('\n')}\n`)
  // LibreOffice, "Filter Options for CSV": separator, quote, UTF-8, first line, then a format for each
  // column: 2 is text, 5 a date written year, month, day, 1 whatever it looks like.
  const formats = columns.map(({ heading, text }, index) => {
    const format = text ? 2 : heading === 'Birthday' ? 5 : 1
    return `${index + 1}/${format}`
  })
  execFileSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      `--infilter=CSV:44,34,76,1,${formats.join('/')},1033,false,true`,
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      folder,
      csv,
    ],
    { stdio: 'inherit' },
  )
  copyFileSync(join(folder, 'ten-thousand.xlsx'), target)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
