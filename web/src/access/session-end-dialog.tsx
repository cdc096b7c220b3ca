import { Suspense, useSyncExternalStore } from 'react'
import type { Me } from './me.ts'
import { session } from '../api/session.ts'
import { lazyPart } from '../layout/lazy-part.tsx'

const SignInAgain = lazyPart(() =>
  import('./sign-in-again.tsx').then((module) => module.SignInAgain),
)

/** Asks to sign in again when the session has ended, over whatever page stands there. */
export function SessionEndDialog({ me }: { me: Me }) {
  const { ended } = useSyncExternalStore(session.subscribe, session.view)
  return <Suspense>{ended && <SignInAgain me={me} />}</Suspense>
}
