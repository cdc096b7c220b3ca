import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from '../processes.ts'

const programs = join(root, 'docs', 'clients')

/** A file that the documentation shows, put to work. */
export function copyProgram(name: string, target: string): void {
  copyFileSync(join(programs, name), target)
}

export const programPath = (name: string) => join(programs, name)

/** What each program prints, whatever language it is in. */
const printed = `created Ada Example: 1234.56 a month
refused 409: email is that of Ada Example
found Ada Example
imported 2, failed 0
exported 4 lines`

/** @returns what is wrong with what a program did in its folder; null where nothing is */
export function faultOf(output: string, folder: string): string | null {
  // Maven resets colours around what it runs, wherever it writes to.
  const lines = stripVTControlCharacters(output).replaceAll('\r', '').trim()
  if (lines !== printed) return `It printed:\n${output}`
  const file = readFileSync(join(folder, 'contacts.csv'), 'utf8')
  return /^Ada Example,ada\.[^,]*,1234\.56\r?$/m.test(file) ? null : `contacts.csv has:\n${file}`
}
