import { z } from 'zod'

/**
 * What the screens read of the answers below `/api/auth`. Those paths are better-auth's own (its
 * core and the plugins twoFactor and passkey) and stand beside the API's document, so their answers are
 * checked when they come. Instants are ISO 8601 in UTC.
 */
export const signInAnswerSchema = z
  .object({ twoFactorRedirect: z.boolean().optional() })
  .nullable()
  .describe('twoFactorRedirect: the password was right, and a second step is asked for')

export const redirectAnswerSchema = z.object({ url: z.string() })

export const recoveryCodesSchema = z.object({ backupCodes: z.array(z.string()) })

export const twoFactorBegunSchema = recoveryCodesSchema.extend({
  totpURI: z.string().describe('otpauth://totp/…?secret=…, what authenticator apps read'),
})

export type TwoFactorBegun = z.infer<typeof twoFactorBegunSchema>

export const sessionListSchema = z.array(
  z.object({
    id: z.string(),
    token: z.string().describe('Names the session when it is to be ended'),
    createdAt: z.string(),
    updatedAt: z.string(),
    ipAddress: z.string().nullish(),
    userAgent: z.string().nullish(),
  }),
)

export type SessionEntry = z.infer<typeof sessionListSchema>[number]

export const currentSessionSchema = z.object({ session: z.object({ id: z.string() }) }).nullable()

export const passkeyListSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string().nullish(),
    createdAt: z.string().nullish(),
  }),
)

export type PasskeyEntry = z.infer<typeof passkeyListSchema>[number]
