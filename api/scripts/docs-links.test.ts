import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './processes.ts'

const pages = ['README.md', 'docs/**/*.md', '.github/**/*.md', 'openapi/src/**/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .toSorted()

/** Targets of a page's links and pictures, but for those in code. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`(?!\])/g, '')
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target)
}

/** What GitHub makes of a heading to link to it by. */
function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.matchAll(/^#{1,6} (.+)$/gm)
  return new Set(
    Array.from(headings, ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

/** What is wrong with a relative link; null where it leads somewhere. */
function faultOf(page: string, target: string): string | null {
  const [path = '', anchor] = target.split('#', 2)
  const file = path === '' ? join(root, page) : join(root, dirname(page), path)
  if (relative(root, file).startsWith('..')) return `${target} leads out of the project`
  if (!existsSync(file)) return `${target} does not exist`
  if (anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).has(anchor)) return null
  return `${target} names no heading`
}

function faultsIn(page: string, markdown: string): string[] {
  return linksIn(markdown)
    .filter((target) => !/^[a-z]+:/i.test(target))
    .flatMap((target) => faultOf(page, target) ?? [])
}

describe('links between pages', () => {
  it.each(pages)('all lead somewhere in %s', (page) => {
    expect(faultsIn(page, readFileSync(join(root, page), 'utf8'))).toEqual([])
  })

  it.each([
    ['[a](docs/none.md)', ['docs/none.md does not exist']],
    ['![a](web/none.png)', ['web/none.png does not exist']],
    ['[`a`](docs/none.md)', ['docs/none.md does not exist']],
    ['[a](README.md#none)', ['README.md#none names no heading']],
    ['[a](../outside.md)', ['../outside.md leads out of the project']],
    ['[a](README.md#license) [b](https://example.org/none) [c](#cardfile)', []],
    ['`[a](none.md)`', []],
    ['```md\n[a](none.md)\n```', []],
  ])('are told apart: %j', (markdown, faults) => {
    expect(faultsIn('README.md', markdown)).toEqual(faults)
  })
})
