import { z } from 'zod'

/** Pixels. */
export const narrowestColumn = 60
export const widestColumn = 1000

export const mostColumns = 500

const mostRemembered = 200

export const columnSchema = z.strictObject({
  field: z.string().max(64).describe('Key of a field; one that is gone is passed over'),
  width: z
    .number()
    .int()
    .min(narrowestColumn)
    .max(widestColumn)
    .nullable()
    .describe('Pixels; null for what the field’s type takes'),
  pinned: z
    .boolean()
    .optional()
    .describe('Whether it stays beside the name while the others are scrolled'),
})

const densities = ['comfortable', 'compact'] as const

/** How somebody has arranged the screens for themselves. */
export const preferencesSchema = z
  .strictObject({
    contactColumns: z
      .array(columnSchema)
      .max(mostColumns)
      .nullable()
      .describe('Columns of the table of contacts, in their order; null for the usual ones'),
    defaultView: z
      .string()
      .max(64)
      .nullable()
      .describe('Id of the view that the table of contacts begins with; null for that of the role'),
    sections: z
      .array(z.strictObject({ id: z.number().int(), collapsed: z.boolean() }))
      .max(mostRemembered)
      .describe('Sections of the form that they opened or closed; one that is gone is passed over'),
    density: z.enum(densities).describe('How high the rows of the table of contacts are'),
    singleKeys: z
      .boolean()
      .describe('Whether single letters and signs are shortcuts; off for who speaks to a machine'),
  })
  .meta({ id: 'Preferences' })

export type Preferences = z.infer<typeof preferencesSchema>

export type ColumnPreference = NonNullable<Preferences['contactColumns']>[number]

export const preferencesPatchSchema = preferencesSchema
  .partial()
  .meta({ id: 'PreferencesPatch', description: 'What is left out stays as it is' })

export type PreferencesPatch = z.infer<typeof preferencesPatchSchema>

export const usualPreferences: Preferences = {
  contactColumns: null,
  defaultView: null,
  sections: [],
  density: 'comfortable',
  singleKeys: true,
}
