import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { AddPasskey, Assertion } from '#contract/factors.ts'
import type { Database } from '../../store/schema.ts'
import { badField } from '../refusal.ts'
import type { Site } from './site.ts'
import type { FactorDeps } from './totp.ts'

const LIFETIME_MS = 5 * 60_000
const PORTAL = '爱购保分销商门户'

type Purpose = 'add' | 'prove'
type Owner = { id: string; username: string }

/** Loaded at first use: it takes time and memory. */
const library = () => import('@simplewebauthn/server')

/** The options for creating a passkey in the browser. */
export async function beginPasskey(deps: FactorDeps, { rpId }: Site, user: Owner) {
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: PORTAL,
    rpID: rpId,
    userID: new TextEncoder().encode(user.id),
    userName: user.username,
    attestationType: 'none',
    excludeCredentials: await credentialsOf(deps, user.id),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await remember(deps, user.id, 'add', options.challenge)
  return { ...options }
}

/** The options for asking one of the user's passkeys in the browser. */
export async function beginPasskeyProof(deps: FactorDeps, { rpId }: Site, userId: string) {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    allowCredentials: await credentialsOf(deps, userId),
    userVerification: 'preferred',
  })
  await remember(deps, userId, 'prove', options.challenge)
  return { ...options }
}

/** The new passkey's row; 400 when it does not answer a challenge of this user on this site. */
export async function readRegistration(
  deps: FactorDeps,
  { origin, rpId }: Site,
  userId: string,
  { name, registration }: AddPasskey,
) {
  const { verifyRegistrationResponse } = await library()
  const verified = await verifyRegistrationResponse({
    response: registration,
    expectedChallenge: (challenge) => spend(deps, userId, 'add', challenge),
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
  }).catch(() => null)
  if (!verified?.verified) throw badField('registration', 'passkey-refused')
  const { credential } = verified.registrationInfo
  return {
    id: uuidv7(),
    user_id: userId,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: registration.response.transports ?? [],
    name,
  }
}

/** Whether a passkey of the user answers an open challenge on this site. Its answer counts once. */
export async function answersChallenge(
  deps: FactorDeps,
  { origin, rpId }: Site,
  userId: string,
  assertion: Assertion,
): Promise<boolean> {
  const { db } = deps
  const passkey = await db
    .selectFrom('passkeys')
    .select(['id', 'credential_id', 'public_key', 'counter'])
    .where('user_id', '=', userId)
    .where('credential_id', '=', assertion.id)
    .executeTakeFirst()
  if (!passkey) return false
  const { verifyAuthenticationResponse } = await library()
  const answer = await verifyAuthenticationResponse({
    response: assertion,
    expectedChallenge: (challenge) => spend(deps, userId, 'prove', challenge),
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
    },
    requireUserVerification: false,
  }).catch(() => null)
  if (!answer?.verified) return false
  await db
    .updateTable('passkeys')
    .set({ counter: answer.authenticationInfo.newCounter, used_at: new Date() })
    .where('id', '=', passkey.id)
    .execute()
  return true
}

/** False when the user has no such passkey. */
export async function renamePasskey(
  { db }: FactorDeps,
  userId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const renamed = await db
    .updateTable('passkeys')
    .set({ name })
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return renamed !== undefined
}

/** False when another user or this one has it already. */
export async function keepPasskey(
  transaction: Transaction<Database>,
  row: Awaited<ReturnType<typeof readRegistration>>,
): Promise<boolean> {
  const kept = await transaction
    .insertInto('passkeys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

function credentialsOf({ db }: FactorDeps, userId: string) {
  return db
    .selectFrom('passkeys')
    .select(['credential_id as id', 'transports'])
    .where('user_id', '=', userId)
    .execute()
}

async function remember({ db }: FactorDeps, userId: string, purpose: Purpose, challenge: string) {
  await db.deleteFrom('passkey_challenges').where('expires_at', '<', new Date()).execute()
  await db
    .insertInto('passkey_challenges')
    .values({ challenge, user_id: userId, purpose, expires_at: new Date(Date.now() + LIFETIME_MS) })
    .execute()
}

async function spend({ db }: FactorDeps, userId: string, purpose: Purpose, challenge: string) {
  const spent = await db
    .deleteFrom('passkey_challenges')
    .where('challenge', '=', challenge)
    .where('user_id', '=', userId)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', new Date())
    .returning('challenge')
    .executeTakeFirst()
  return spent !== undefined
}
