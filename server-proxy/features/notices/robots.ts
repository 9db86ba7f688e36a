import { uuidv7 } from 'uuidv7'
import type { AddRobot, ChangeRobot, Robot } from '#contract/notices.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { faultOf } from '../../http/egress.ts'
import { badField, notFound } from '../../http/refusal.ts'
import { robotRule } from '../../http/robot-rule.ts'
import { audit } from '../../store/audit.ts'
import { addressPlace, postToRobot, secretPlace } from './post-to-robot.ts'
import { TEST } from './write-message.ts'

export async function listRobots({ db }: Deps): Promise<Robot[]> {
  const rows = await db.selectFrom('notice_robots').selectAll().orderBy('created_at').execute()
  return rows.map(({ id, brand, title, host, secret_sealed, kinds, language }) => ({
    id,
    brand,
    title,
    host,
    signs: secret_sealed !== null,
    kinds,
    language,
  }))
}

/** 400 at `url` when it is not an address of that brand's robots. */
export async function addRobot(deps: Deps, user: User, asked: AddRobot): Promise<void> {
  const { db, vault, robotHosts } = deps
  const { brand, title, url, secret, kinds, language } = asked
  if (faultOf(url, robotRule(robotHosts, brand))) throw badField('url', 'robot-address')
  const id = uuidv7()
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('notice_robots')
      .values({
        id,
        brand,
        title,
        host: new URL(url).host,
        address_sealed: vault.seal(addressPlace(id), url),
        secret_sealed: secret ? vault.seal(secretPlace(id), secret) : null,
        kinds: [...new Set(kinds)],
        language,
      })
      .execute()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'robot-added',
      detail: { robot: id, brand, kinds },
    })
  })
}

/** Changes which notices a robot gets. */
export async function changeRobot(
  { db, vault }: Deps,
  user: User,
  id: string,
  { kinds }: ChangeRobot,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('notice_robots')
      .set({ kinds: [...new Set(kinds)] })
      .where('id', '=', id)
      .returning('brand')
      .executeTakeFirst()
    if (!row) throw notFound()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'robot-changed',
      detail: { robot: id, brand: row.brand, kinds },
    })
  })
}

/** Deletes its messages too. */
export async function removeRobot({ db, vault }: Deps, user: User, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .deleteFrom('notice_robots')
      .where('id', '=', id)
      .returning('brand')
      .executeTakeFirst()
    if (!row) throw notFound()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'robot-removed',
      detail: { robot: id, brand: row.brand },
    })
  })
}

/** Sends a trial message now. */
export async function testRobot(deps: Deps, id: string): Promise<{ fault: string | null }> {
  const robot = await deps.db.selectFrom('notice_robots').selectAll().where('id', '=', id).executeTakeFirst()
  if (!robot) throw notFound()
  return { fault: await postToRobot(deps, robot, TEST[robot.language].text) }
}
