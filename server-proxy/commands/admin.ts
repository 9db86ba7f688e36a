import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import '#contract/common-problems.ts'
import { fieldWords, problemWords } from '#contract/problems.ts'
import '#contract/staff-problems.ts'
import { ROLES, type User } from '#contract/session.ts'
import { AddStaff, ChangeStaff, SetPassword, type Staff } from '#contract/staff.ts'
import {
  addStaff,
  changeStaff,
  listStaff,
  resetFactors,
  setPassword,
  type StaffDeps,
} from '../features/staff/staff.ts'
import { Refusal } from '../http/refusal.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import { readVault } from '../store/vault/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run admin -- list | create NAME ROLE | reset-password NAME | reset-factors NAME | disable NAME | enable NAME: users by command line,
// with the portal running or stopped. Each change is in the audit log. A password is generated and printed once, or
// read from standard input with --password-stdin.
const USAGE = `usage: npm run admin -- list
       npm run admin -- create NAME ${ROLES.join('|')} [--password-stdin]
       npm run admin -- reset-password NAME [--password-stdin]
       npm run admin -- reset-factors NAME
       npm run admin -- disable NAME
       npm run admin -- enable NAME`

/** No username may contain a space, so no user can be mistaken for it. */
const ACTOR: User = { id: '', username: 'npm run admin', role: 'admin' }

await runCommand(async ({ db }, settings) => {
  const options = process.argv.slice(2)
  const [act, name, role] = options.filter((one) => !one.startsWith('--'))
  const deps: StaffDeps = {
    db,
    vault: await readVault(db, await requiredDataKey(settings)),
    now: Date.now,
  }
  const find = async (): Promise<Staff> => {
    const user = (await listStaff(deps)).find((one) => one.username.toLowerCase() === name?.toLowerCase())
    if (!user) throw new Error(`there is no user ${name ?? ''}; npm run admin -- list shows all`)
    return user
  }
  const givenPassword = options.includes('--password-stdin')
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : null
  const password = givenPassword ?? randomBytes(12).toString('base64url')
  const sayPassword = (username: string) =>
    say(givenPassword === null ? `${username} signs in with: ${password}` : `${username}: password set`)

  switch (act) {
    case 'list':
      for (const one of await listStaff(deps))
        say(
          `${one.username.padEnd(24)} ${one.role.padEnd(8)} ${one.disabledAt ? 'disabled' : 'active'}   ${one.signedInAt ? `signed in ${one.signedInAt}` : ''}`.trimEnd(),
        )
      return 0
    case 'create': {
      if (!ROLES.some((one) => one === role))
        throw new Error(
          `${role ? `there is no role ${role}` : 'a role is missing'}; choose ${ROLES.join(', ')}`,
        )
      const form = parse(AddStaff, { username: name ?? '', role, password })
      await words(addStaff(deps, ACTOR, form))
      sayPassword(form.username)
      return 0
    }
    case 'reset-password': {
      const { id, username } = await find()
      await words(setPassword(deps, ACTOR, id, parse(SetPassword, { password })))
      sayPassword(username)
      return 0
    }
    case 'reset-factors': {
      const { id, username } = await find()
      await words(resetFactors(deps, ACTOR, id))
      say(`${username}: signs in by password alone until a second factor is set up again`)
      return 0
    }
    case 'disable':
    case 'enable': {
      const { id, username } = await find()
      await words(changeStaff(deps, ACTOR, id, parse(ChangeStaff, { disabled: act === 'disable' })))
      say(`${username}: ${act}d`)
      return 0
    }
    default:
      throw new Error(USAGE)
  }
})

function sentence(field: string, code: string): string {
  return `${field}: ${fieldWords(code, 'en', field)}`
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const { data, error } = z.safeParse(schema, value)
  const issue = error?.issues[0]
  if (issue) throw new Error(`${sentence(issue.path.join('.') || 'input', issue.message)}\n${USAGE}`)
  return data as z.output<Schema>
}

/** Turns a refusal into a message. */
async function words(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [fault] = error.more.fields ?? []
    const says = fault ? sentence(fault.field, fault.code) : problemWords(error.code, 'en')
    throw new Error(says, { cause: error })
  }
}
