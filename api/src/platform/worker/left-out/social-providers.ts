// In the place of better-auth's 40 providers: whoever signs people in here is told by OpenID Connect's
// own description, through the plugin for any of them.
import { z } from 'zod'

export const socialProviders = {}

/** What a sign-in may name. */
export const SocialProviderListEnum = z.string()
