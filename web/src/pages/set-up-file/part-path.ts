import type { SetUpStep } from '../../api/set-up.ts'

const paths: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: { name: 'property.name', permissions: 'audit.details.permissions' },
  section: {
    name: 'property.name',
    collapsed: 'sections.collapsed',
    columns: 'sections.columns',
    visibleWhen: 'conditions.visibleWhen',
  },
  view: {
    name: 'property.name',
    filter: 'setUpFile.viewParts.filter',
    q: 'setUpFile.viewParts.q',
    sorters: 'setUpFile.viewParts.sorters',
    columns: 'setUpFile.viewParts.columns',
    locked: 'setUpFile.viewParts.locked',
    pageSize: 'setUpFile.viewParts.pageSize',
    roles: 'setUpFile.viewParts.roles',
  },
}

/** Where the words are for what a step sets; null for a field's, whose editor has them. */
export function partPath(target: SetUpStep['target'], property: string): string | null {
  return paths[target]?.[property] ?? null
}
