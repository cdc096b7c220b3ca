import { config } from 'zod'

// zod tries whether it may compile code. In a browser our pages forbid that, and each try would be
// reported as a breach of their policy, among which a real one would not be seen.
if ('document' in globalThis || 'importScripts' in globalThis) config({ jitless: true })
