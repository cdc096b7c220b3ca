import type { ResourceProps } from '@refinedev/core'

/** What the navigation lists, in its order; labels are looked up under `nav.<name>`. */
export const resources: ResourceProps[] = [
  { name: 'contacts', list: '/contacts', create: '/contacts/new', edit: '/contacts/:id' },
  { name: 'fields', list: '/fields', create: '/fields/new', edit: '/fields/:id' },
  { name: 'imports', list: '/import', show: '/import/:id' },
]
