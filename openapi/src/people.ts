import { worded } from './reasons/zod.ts'
import { z } from 'zod'
import { trimMarks } from './text/trim-marks.ts'
import { permissionSchema } from './access.ts'
import { languageSchema } from './languages.ts'
import { oneLine } from './field-types/one-line.ts'
import { longestPassword, passwordLength, shortestPassword } from './password-length.ts'
import { preferencesSchema } from './preferences.ts'

const personNameSchema = oneLine(100).min(1, worded('required'))

/** Compared without regard to case, so it is kept in lower case. */
export const accountEmailSchema = z
  .string()
  .overwrite(trimMarks)
  .max(254)
  .transform((text) => text.normalize('NFC').toLowerCase())
  .pipe(z.email(worded('not_email')))

/** The rest of its rules asks for the e-mail address and for lists, which the server has. */
const passwordSchema = z
  .string()
  .max(512, worded('password_too_long', { most: longestPassword }))
  .refine(
    (password) => passwordLength(password) >= shortestPassword,
    worded('password_too_short', { least: shortestPassword }),
  )
  .describe('12 to 128 characters; not the e-mail address, not one everybody tries first')

const roleNameSchema = z.object({ id: z.string(), name: z.string() })

const personStates = ['active', 'invited', 'suspended'] as const

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleNameSchema,
    state: z
      .enum(personStates)
      .describe('Whether they may sign in; `invited` until they have set a password'),
    twoFactor: z.boolean(),
    lastSignInAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Person' })

export type Person = z.infer<typeof personSchema>

export const personInviteSchema = z
  .strictObject({
    name: personNameSchema,
    email: accountEmailSchema,
    roleId: z.string().max(64),
  })
  .meta({ id: 'PersonInvite' })

export type PersonInvite = z.infer<typeof personInviteSchema>

export const personPatchSchema = z
  .strictObject({
    name: personNameSchema.optional(),
    roleId: z.string().max(64).optional(),
    suspended: z.boolean().optional(),
  })
  .meta({ id: 'PersonPatch' })

export type PersonPatch = z.infer<typeof personPatchSchema>

export const personLinkSchema = z
  .object({
    link: z.string().describe('Where a password is set; valid once, and told this once'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'PersonLink' })

export type PersonLink = z.infer<typeof personLinkSchema>

export const setupStateSchema = z
  .object({
    needed: z.boolean().describe('Whether nobody has an account yet'),
    tokenRequired: z.boolean().describe('Whether the token of the server’s output is asked for'),
    singleSignOn: z
      .string()
      .nullable()
      .describe('What the provider is called that one may sign in by; null where there is none'),
  })
  .meta({ id: 'SetupState' })

export const setupSchema = z
  .strictObject({
    token: z.string().max(200).optional(),
    name: personNameSchema,
    email: accountEmailSchema,
    password: passwordSchema,
  })
  .meta({ id: 'Setup' })

export type Setup = z.infer<typeof setupSchema>

export const passwordByLinkSchema = z
  .strictObject({
    token: z.string().max(200).describe('What follows the # of the link'),
    password: passwordSchema,
  })
  .meta({ id: 'PasswordByLink' })

export const passwordSetSchema = z
  .object({ email: z.string().describe('What its owner signs in by, with the password') })
  .meta({ id: 'PasswordSet' })

export const meSchema = z
  .object({
    caller: z.object({
      kind: z.enum(['person', 'key', 'system']),
      id: z.string().nullable(),
      name: z.string(),
      email: z.string().optional(),
    }),
    role: roleNameSchema.nullable(),
    permissions: z.array(permissionSchema),
    twoFactor: z.boolean(),
    preferences: preferencesSchema,
    isOwner: z.boolean(),
    language: languageSchema
      .nullable()
      .describe('Language of the screens, where they have chosen one; null as the browser asks'),
  })
  .meta({ id: 'Me' })

export type Me = z.infer<typeof meSchema>

export const mePatchSchema = z
  .strictObject({
    name: personNameSchema.optional(),
    language: languageSchema.nullable().optional().describe('null: as the browser asks'),
  })
  .meta({ id: 'MePatch' })

export type MePatch = z.infer<typeof mePatchSchema>
