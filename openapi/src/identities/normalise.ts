import { normaliseEmail } from './email.ts'
import { handleOf } from './handle.ts'
import type { Normalise } from './normalised.ts'
import { normaliseOpaqueId } from './opaque-id.ts'
import { normaliseSms, normaliseWhatsapp } from './phone.ts'
import { type IdentityKey, identityTypeOf } from './registry.ts'
import * as sites from './sites.ts'

/**
 * How each type of identity is brought into the form in which two spellings are equal. Apart from the types
 * themselves, since it takes the numbering plans of the world, which what only shows identities needs not load.
 */
const normaliseBy: Readonly<Record<IdentityKey, Normalise>> = {
  email: normaliseEmail,
  sms: normaliseSms,
  facebook: handleOf(sites.facebook),
  twitter: handleOf(sites.twitter),
  instagram: handleOf(sites.instagram),
  whatsapp: normaliseWhatsapp,
  telegram: handleOf(sites.telegram),
  wechat: handleOf(sites.wechat),
  line: handleOf(sites.line),
  secure_messaging: normaliseOpaqueId,
  sso_id: normaliseOpaqueId,
  external_id: normaliseOpaqueId,
  visitor_id: normaliseOpaqueId,
}

/** @throws RangeError for a key that is no identity's. */
export function normaliserOf(key: string): Normalise {
  return normaliseBy[identityTypeOf(key).key]
}
