import { mostSections, type Section } from '@cardfile/openapi'
import { usePreferences } from '../access/preferences.tsx'

/** Which sections of the form somebody has open; what they open and close stays so, in every browser. */
export function useOpenSections() {
  const { preferences, prefer } = usePreferences()
  const { sections } = preferences
  return {
    isOpen: ({ id, collapsed }: Section) =>
      !(sections.find((one) => one.id === id)?.collapsed ?? collapsed),
    setOpen: ({ id, collapsed }: Section, open: boolean) => {
      const others = sections.filter((one) => one.id !== id)
      const own = open === !collapsed ? [] : [{ id, collapsed: !open }]
      prefer({ sections: [...others, ...own].slice(-mostSections) })
    },
  }
}
