import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { daysCovered, shanghaiDay } from '#contract/days.ts'
import { moneyOf } from '#contract/money.ts'
import type { NewPartner, Partner, PartnerList, SavePartner } from '#contract/partners.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { faultOf } from '../../http/egress.ts'
import { holdLicenceCopy, licenceChanges, licenceValues } from './licence-changes.ts'
import { badField, notFound, Refusal } from '../../http/refusal.ts'
import { webhookRule } from '../../http/webhook-rule.ts'
import { isLicensed, licenceGaps } from '../../purchases/licence.ts'
import { webhookPlace } from '../../live/post-event.ts'
import { audit } from '../../store/audit.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

/** Two, so a new one can be rolled out before the old one is revoked. */
const MAX_KEYS = 2

export const keyPlace = (id: string) => ({ table: 'partner_keys', column: 'secret', row: id })
/** The text itself is the HMAC key: the partner decodes nothing. */
const newKeySecret = () => `aigobo_${randomBytes(32).toString('base64url')}`
const newWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`

export async function findPartner({ db }: Pick<Deps, 'db'>, id: string): Promise<PartnerRow> {
  const row = await db.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

const summaryOf = (deps: Pick<Deps, 'production' | 'now'>, row: PartnerRow) => ({
  id: row.id,
  name: row.name,
  origins: row.origins,
  memberId: row.member_id,
  products: row.products,
  licensed: row.licensed,
  licence: {
    kind: row.licence_kind ?? ('' as const),
    name: row.licence_name ?? '',
    number: row.licence_no ?? '',
    until: row.licence_until ?? '',
    file: row.licence_file?.toString('hex') ?? '',
  },
  licenceDays: row.licence_until ? daysCovered(shanghaiDay(deps.now()), row.licence_until) - 1 : null,
  licenceGaps: licenceGaps(row),
  sells: isLicensed(deps, row),
  theme: row.theme,
  returnUrl: row.return_url ?? '',
  webhookUrl: row.webhook_url ?? '',
  scopes: row.scopes,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

export async function listPartners(deps: Deps): Promise<PartnerList> {
  const rows = await deps.db.selectFrom('partners').selectAll().orderBy('name').orderBy('id').execute()
  return { items: rows.map((row) => summaryOf(deps, row)), nextCursor: null }
}

/** A partner with its keys (without secrets), its orders by status, and its number of dead events. */
export async function viewPartner(deps: Deps, row: PartnerRow): Promise<Partner> {
  const { db, amountIs } = deps
  const [keys, report, dead] = await Promise.all([
    db
      .selectFrom('partner_keys')
      .selectAll()
      .where('partner_id', '=', row.id)
      .orderBy('created_at')
      .execute(),
    db
      .selectFrom('orders')
      .select(({ fn }) => [
        'status',
        fn.countAll<number>().as('count'),
        sql<number>`coalesce(sum(amount), 0)::bigint`.as('amount'),
        sql<number>`coalesce(sum(reduction), 0)::bigint`.as('reduction'),
      ])
      .where('partner_id', '=', row.id)
      .groupBy('status')
      .execute(),
    db
      .selectFrom('partner_events')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('partner_id', '=', row.id)
      .where('state', '=', 'dead')
      .executeTakeFirstOrThrow(),
  ])
  return {
    ...summaryOf(deps, row),
    keys: keys.map((key) => ({
      id: key.id,
      createdBy: key.created_by,
      createdAt: key.created_at.toISOString(),
      usedAt: key.used_at?.toISOString() ?? null,
    })),
    report: report.map(({ status, count, ...sums }) => ({ status, count, ...moneyOf(amountIs, sums) })),
    deadEvents: dead.count,
  }
}

/** Checks that need the database and the mode: member and products exist, and plain http is allowed here. */
async function check({ db, sandbox }: Deps, partner: SavePartner): Promise<void> {
  const { memberId, products, returnUrl, webhookUrl, origins } = partner
  const member = await db
    .selectFrom('members')
    .select('member_id')
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw badField('memberId', 'member-unknown')
  const known = await db
    .selectFrom('products')
    .select('product_code')
    .where('product_code', 'in', products)
    .execute()
  const missing = products.findIndex((code) => !known.some(({ product_code }) => product_code === code))
  if (missing >= 0) throw badField(`products.${missing}`, 'product-unknown')
  const fault = webhookUrl && faultOf(webhookUrl, webhookRule(sandbox))
  if (fault) throw badField('webhookUrl', fault === 'private' ? 'url-private' : 'url-https')
  if (returnUrl && !origins.includes(new URL(returnUrl).origin))
    throw badField('returnUrl', 'outside-origins')
}

const valuesOf = (partner: SavePartner) => ({
  name: partner.name,
  origins: JSON.stringify(partner.origins),
  member_id: partner.memberId,
  products: JSON.stringify(partner.products),
  licensed: partner.licensed,
  ...licenceValues(partner.licence),
  theme: JSON.stringify(partner.theme),
  return_url: partner.returnUrl || null,
  webhook_url: partner.webhookUrl || null,
  ...(partner.scopes && { scopes: JSON.stringify(partner.scopes) }),
})

/** Adds a partner with its first key. Returns both secrets, which are never shown again. */
export async function addPartner(deps: Deps, user: User, partner: SavePartner): Promise<NewPartner> {
  await check(deps, partner)
  const id = uuidv7()
  const webhookSecret = newWebhookSecret()
  const values = valuesOf(partner)
  const keySecret = await deps.db.transaction().execute(async (transaction) => {
    await holdLicenceCopy(transaction, values)
    await transaction
      .insertInto('partners')
      .values({
        id,
        ...values,
        webhook_secret_sealed: deps.vault.seal(webhookPlace(id), webhookSecret),
        disabled_at: null,
        created_by: user.id,
      })
      .execute()
    const secret = await addKey({ ...deps, db: transaction }, user, id)
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'partner-added',
      subject: subject(id),
      detail: licenceChanges(null, values),
    })
    return secret
  })
  return { id, keySecret, webhookSecret }
}

const subject = (id: string) => ({ kind: 'partner', id }) as const

export async function savePartner(
  deps: Deps,
  user: User,
  row: PartnerRow,
  partner: SavePartner,
): Promise<void> {
  await check(deps, partner)
  const { origins, products, licensed } = partner
  await update(deps, user, row.id, valuesOf(partner), { origins, products, licensed })
}

/**
 * A disabled partner frames nothing and opens no session. Its orders stay, and their events are still sent.
 */
export async function disablePartner(
  deps: Deps,
  user: User,
  row: PartnerRow,
  disabled: boolean,
): Promise<void> {
  if (disabled === (row.disabled_at !== null)) return
  await update(deps, user, row.id, { disabled_at: disabled ? new Date(deps.now()) : null }, { disabled })
}

/** Replaces the webhook secret; the old one signs nothing from now on. */
export async function renewWebhookSecret(deps: Deps, user: User, row: PartnerRow): Promise<string> {
  const secret = newWebhookSecret()
  const sealed = deps.vault.seal(webhookPlace(row.id), secret)
  await update(deps, user, row.id, { webhook_secret_sealed: sealed }, { webhookSecret: 'renewed' })
  return secret
}

type Change = Partial<ReturnType<typeof valuesOf>> & {
  disabled_at?: Date | null
  webhook_secret_sealed?: Buffer
}

async function update(
  { db, vault, now }: Deps,
  user: User,
  id: string,
  values: Change,
  detail: Record<string, string | boolean | string[]>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const before = await transaction
      .selectFrom('partners')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await holdLicenceCopy(transaction, values)
    await transaction
      .updateTable('partners')
      .set({ ...values, updated_at: new Date(now()) })
      .where('id', '=', id)
      .execute()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'partner-changed',
      subject: subject(id),
      detail: { ...detail, ...licenceChanges(before, values) },
    })
  })
}

/** Adds a token key and returns its secret, which is never shown again. 409 when the partner has two. */
export async function addPartnerKey(deps: Deps, user: User, { id }: PartnerRow): Promise<string> {
  return deps.db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('partners').select('id').where('id', '=', id).forUpdate().execute()
    const { count } = await transaction
      .selectFrom('partner_keys')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('partner_id', '=', id)
      .executeTakeFirstOrThrow()
    if (count >= MAX_KEYS) throw new Refusal(409, 'two-keys-already')
    const secret = await addKey({ ...deps, db: transaction }, user, id)
    await audit(deps.vault, transaction, {
      actor: user.username,
      act: 'partner-key-added',
      subject: subject(id),
    })
    return secret
  })
}

async function addKey({ db, vault }: Pick<Deps, 'db' | 'vault'>, user: User, partnerId: string) {
  const id = uuidv7()
  const secret = newKeySecret()
  await db
    .insertInto('partner_keys')
    .values({
      id,
      partner_id: partnerId,
      secret_sealed: vault.seal(keyPlace(id), secret),
      created_by: user.username,
      used_at: null,
    })
    .execute()
  return secret
}

/** Tokens signed by this key are refused from now on. */
export async function revokePartnerKey(
  { db, vault }: Deps,
  user: User,
  partner: PartnerRow,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom('partner_keys')
      .where('id', '=', id)
      .where('partner_id', '=', partner.id)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw notFound()
    const { username: actor } = user
    await audit(vault, transaction, { actor, act: 'partner-key-removed', subject: subject(partner.id) })
  })
}
