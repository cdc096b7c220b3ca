import { ownerRoleId, type Setup, detail } from '@cardfile/openapi'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import * as store from '../people/store.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { sameText } from '../crypto/digest.ts'
import { passwordFaults } from '../people/password-rules.ts'
import type { Accounts } from '../installation/account-settings.ts'

type OwnerInput = Pick<Setup, 'name' | 'email' | 'password'>

/** Whether nobody has an account yet. Costs no trip. */
export async function isSetupNeeded(ctx: Context): Promise<boolean> {
  return ctx.definitions.use(ctx.db, async ({ access }) => access.people.size === 0)
}

/**
 * Makes the first account, an owner's. Whoever comes second is refused, also at the same moment.
 *
 * @throws ProblemError `wrong_state` where there is an account; `forbidden` without the right token;
 *   `invalid` for a password that will not do
 */
export async function completeSetup(
  { settings, hasher }: Accounts,
  ctx: Context,
  { token, ...owner }: Setup,
): Promise<void> {
  if (!(await isSetupNeeded(ctx))) throw done()
  if (settings.setupToken !== null && !(await sameText(token ?? '', settings.setupToken)))
    throw new ProblemError('forbidden', {
      detail: detail('setup_token_needed'),
    })
  const faults = passwordFaults(owner.password, owner.email)
  if (faults.length > 0) throw invalid({ password: faults })
  // Whoever makes it is signed in with the answer.
  await addOwner(ctx, owner, await hasher.hash(owner.password), { signedIn: true })
}

/**
 * Makes the owner that the configuration names, where nobody has an account yet.
 *
 * @returns whether it did
 */
export async function ensureOwner(
  { settings: { owner }, hasher }: Accounts,
  ctx: Context,
): Promise<boolean> {
  if (!owner || !(await isSetupNeeded(ctx))) return false
  const name = owner.email.split('@')[0] ?? owner.email
  try {
    await addOwner(ctx, { ...owner, name }, await hasher.hash(owner.password))
    return true
  } catch (error) {
    // Another instance was first, which is as good.
    if (error instanceof ProblemError && error.code === 'wrong_state') return false
    throw error
  }
}

async function addOwner(
  ctx: Context,
  { name, email }: OwnerInput,
  password: string,
  { signedIn = false } = {},
) {
  const at = ctx.now()
  const id = uuidv7(at)
  const person = { kind: 'person', id, name } as const
  await ctx.definitions.use(ctx.db, async (snapshot) => {
    if (snapshot.access.people.size > 0) throw done()
    await ctx.definitions.write(ctx.db, snapshot, [
      store.insertUser({ id, name, email, at }),
      store.insertPerson({ id, roleId: ownerRoleId, state: 'active', at }),
      store.setPassword({ id: uuidv7(at), userId: id, password, at }),
      ...(signedIn ? [store.touchSignIn({ id, at })] : []),
      auditStatement({ ctx, action: 'setup.completed', target: person, actor: person }),
    ])
  })
}

function done(): ProblemError {
  return new ProblemError('wrong_state', {
    detail: detail('already_set_up'),
  })
}
