/** The part that the tests use; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Claims {
    sub: string
    [claim: string]: unknown
  }

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        findAccount: (context: unknown, id: string) => { accountId: string; claims: () => Claims }
        [setting: string]: unknown
      },
    )
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ params: Record<string, unknown> }>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<void>
    Grant: new (of: { accountId: string; clientId: string }) => {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
  }
}
