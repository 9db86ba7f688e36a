import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { TIMESTAMP_FAULT_WORDS } from '#contract/evidence-timestamp.ts'
import { readGatewayHealth } from '../gateway/health.ts'
import { trustAuthorities } from '../gateway/outbound.ts'
import { diagnose, type Finding, type Subjects } from '../gateway/diagnose.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import { createMailer } from '../http/mailer.ts'
import { createTimestamps } from '../http/timestamps.ts'
import type { Settings } from '../settings.ts'
import { requiredDataKey } from '../store/vault/data-key.ts'
import type { Database } from '../store/schema.ts'
import { readVault } from '../store/vault/vault.ts'
import { runWithOrWithout, say } from './run-command.ts'

// npm run doctor: tries each reading interface of the configured gateway with what the portal knows (a
// member, a product, an order; invented ones otherwise), five calls in total. Exit code 0: all is well; 1:
// something is wrong.
const UNTESTED =
  'Not tested, because only calls that change something show it: AGB_LIST_SIGN, AGB_EMPLOYEE_CODE, AGB_INVITATE_CODE, AGB_AMOUNT; and whether the platform reaches PUBLIC_URL.'
const MARKS: Record<Finding['grade'], string> = { good: 'ok     ', warning: 'warning', bad: 'WRONG  ' }

await runWithOrWithout(async (opened, settings) => {
  const { gateway, sandboxPort } = settings
  const url = gateway.url ?? `http://localhost:${sandboxPort}`
  const keys = gateway.keys ?? SANDBOX_KEYS
  const found = opened && (await known(opened.db, settings))
  const subjects: Subjects = {
    memberId: found?.order?.member_id ?? found?.member?.member_id ?? '0',
    mobile: found?.mobile ?? '13000000000',
    productCode: found?.product?.product_code ?? '0',
    tempOrderCode: found?.order?.temp_order_code ?? 'TE0',
    orderCode: found?.order?.order_code ?? '0',
  }
  const speaks = `version ${gateway.version}, body as ${gateway.body}, lists signed as ${gateway.listSign}`
  say(`${gateway.mode} ${url}: ${speaks}`)
  if (!found?.member) say('No member here yet: asking about invented ones, which shows less.')
  const { proxy, extraAuthorities } = settings
  if (proxy) say(`through the proxy ${new URL(proxy.url).host}`)
  if (extraAuthorities) trustAuthorities(extraAuthorities)
  const findings = await diagnose({ ...gateway, url, keys, proxy }, subjects)
  for (const { grade, about, says } of findings) say(`${MARKS[grade]} ${about}: ${says}`)
  if (opened) await sayAlarms(opened.db, gateway.rateLimit)
  say(UNTESTED)
  if (gateway.mode === 'sandbox' && findings.every(({ grade }) => grade !== 'good'))
    say('The sandbox runs beside a portal: npm start, or alone: npm run sandbox.')
  const mailFault = await tryMail(settings)
  const timestampFault = await tryTimestamps(settings)
  const bad = findings.filter(({ grade }) => grade === 'bad').length
  if (mailFault || timestampFault) return 1
  say(bad === 0 ? 'All is well.' : `${bad} of ${findings.length} findings are wrong.`)
  return bad === 0 ? 0 : 1
})

/** Signs in at the mail server without sending. Returns whether that failed. */
async function tryMail({ smtpUrl }: Settings): Promise<boolean> {
  if (!smtpUrl) {
    say(`${MARKS.good} mail: SMTP_URL is not set; no mail is sent`)
    return false
  }
  const mailer = createMailer(smtpUrl)
  const failed = await mailer.check()
  await mailer.close()
  say(
    failed
      ? `${MARKS.bad} mail: ${mailer.host}: ${failed.fault}`
      : `${MARKS.good} mail: ${mailer.host} accepts ${mailer.from}`,
  )
  return failed !== null
}

/** Asks for the timestamp of random bytes. Returns whether that failed. */
async function tryTimestamps({ tsaUrl, proxy }: Settings): Promise<boolean> {
  if (!tsaUrl) {
    say(`${MARKS.good} timestamps: TSA_URL is not set; exported evidence has none`)
    return false
  }
  const timestamps = createTimestamps(tsaUrl, proxy)
  const stamp = await timestamps.stamp(randomBytes(32))
  await timestamps.close()
  const failed = 'missing' in stamp
  say(
    failed
      ? `${MARKS.bad} timestamps: ${timestamps.host}: ${TIMESTAMP_FAULT_WORDS[stamp.missing].en}`
      : `${MARKS.good} timestamps: ${timestamps.host} answers as ${stamp.authority}`,
  )
  return failed
}

/** Refusals of our keys that running portals recorded in the last day. */
async function sayAlarms(db: Kysely<Database>, limit: number): Promise<void> {
  const { alarms } = await readGatewayHealth(db, limit, Date.now())
  const [last] = alarms
  if (last)
    say(
      `${MARKS.warning} recorded: the platform refused our keys ${alarms.length} times in the last day, last ${last.name} with ${last.code} at ${last.at}`,
    )
}

/** Subjects that the portal knows. */
async function known(db: Kysely<Database>, settings: Settings) {
  const member = await db
    .selectFrom('members')
    .selectAll()
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const product = await db
    .selectFrom('products')
    .select('product_code')
    .orderBy('read_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const order = await db
    .selectFrom('orders')
    .select(['temp_order_code', 'order_code', 'member_id'])
    .where('temp_order_code', 'is not', null)
    .orderBy(sql`order_code is null`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const vault = member && (await readVault(db, await requiredDataKey(settings)))
  const mobile =
    vault && vault.open({ table: 'members', column: 'mobile', row: member.member_id }, member.mobile_sealed)
  return { member, product, order, mobile }
}
