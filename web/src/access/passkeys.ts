import { authAnswer, authRequest, type Shape } from '../api/auth-request.ts'

/**
 * WebAuthn by the browser's own JSON forms (W3C Web Authentication Level 3, 5.1.8 and 5.1.9), which
 * spares a library. Browsers without them are offered no passkeys, nor are pages where no browser
 * allows them: without TLS, or at an address of numbers, as a passkey belongs to a name.
 */
export const passkeysWork =
  window.isSecureContext &&
  !/^[\d.]+$|:/.test(window.location.hostname) &&
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function'

/** Whether passkeys can be offered in the e-mail field's own list of suggestions. */
export async function autofillWorks(): Promise<boolean> {
  return passkeysWork && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true
}

/**
 * Signs in with a passkey.
 *
 * @param autofill waits until the person picks one of the suggestions, maybe for ever
 * @returns false where the person gave up or `signal` ended it
 * @throws ApiError where the server refuses it
 */
export async function signInWithPasskey(signal: AbortSignal, autofill: boolean): Promise<boolean> {
  const options = await authAnswer(
    '/passkey/generate-authenticate-options',
    optionsFor<PublicKeyCredentialRequestOptionsJSON>(),
    { signedIn: false, signal },
  )
  const credential = await unlessGivenUp(
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
      signal,
      ...(autofill ? { mediation: 'conditional' as const } : {}),
    }),
  )
  if (!credential) return false
  await authRequest('/passkey/verify-authentication', {
    body: { response: credential.toJSON() },
    signedIn: false,
  })
  return true
}

/**
 * Makes a passkey on this device or another one and keeps its public half at the server.
 *
 * @returns false where the person gave up
 * @throws ApiError where the server refuses it
 */
export async function addPasskey(name: string): Promise<boolean> {
  const options = await authAnswer(
    `/passkey/generate-register-options?name=${encodeURIComponent(name)}`,
    optionsFor<PublicKeyCredentialCreationOptionsJSON>(),
  )
  const credential = await unlessGivenUp(
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    }),
  )
  if (!credential) return false
  await authRequest('/passkey/verify-registration', {
    body: { response: credential.toJSON(), name },
  })
  return true
}

/** Taken as they come: the browser itself checks them when it reads them from JSON. */
function optionsFor<T extends object>(): Shape<T> {
  return {
    safeParse: (answer) =>
      typeof answer === 'object' && answer !== null
        ? { success: true, data: answer as T }
        : { success: false },
  }
}

/** Closing the browser's dialog, or ending it by a signal, is no failure. */
async function unlessGivenUp(
  asked: Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    return (await asked) as PublicKeyCredential | null
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'NotAllowedError' || name === 'AbortError') return null
    throw error
  }
}
