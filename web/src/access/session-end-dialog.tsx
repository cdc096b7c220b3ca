import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { Me } from './me.ts'
import { session } from '../api/session.ts'

const SignInAgain = lazy(() =>
  import('./sign-in-again.tsx').then((module) => ({ default: module.SignInAgain })),
)

/** Asks to sign in again when the session has ended, over whatever page stands there. */
export function SessionEndDialog({ me }: { me: Me }) {
  const { ended } = useSyncExternalStore(session.subscribe, session.view)
  return <Suspense>{ended && <SignInAgain me={me} />}</Suspense>
}
