import { type Kysely, sql } from 'kysely'
import { type GatewayHealth, INTERFACE_NAMES, type InterfaceHealth } from '#contract/gateway-health.ts'
import type { Database } from '../store/schema.ts'
import { backgroundShare, PROBE_MS } from './budget.ts'
import { ALARM_CODES } from './gateway.ts'
import { SKEW_FATAL_MS, SKEW_WARNING_MS } from './skew.ts'

const DAY_MS = 86_400_000

type Known = Omit<GatewayHealth, 'version' | 'lastBackupAt' | 'notifications' | 'queues'>

/**
 * The state of the gateway by the call log, across all processes; `limit` is the calls allowed in any 60 s.
 */
export async function readGatewayHealth(db: Kysely<Database>, limit: number, now: number): Promise<Known> {
  const [budget, skew, interfaces, success, alarms] = await Promise.all([
    readBudget(db, limit),
    readSkew(db),
    readInterfaces(db),
    db
      .selectFrom('gateway_calls')
      .select('ended_at')
      .where('outcome', '=', '0000')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('gateway_calls')
      .select(['started_at', 'interface', 'outcome'])
      .where('started_at', '>', sql<Date>`now() - interval '1 day'`)
      .where('outcome', 'in', ALARM_CODES)
      .orderBy('id', 'desc')
      .limit(20)
      .execute(),
  ])
  const off = Math.abs(skew ?? 0)
  return {
    at: new Date(now).toISOString(),
    budget,
    skewMs: skew,
    clock: off >= SKEW_FATAL_MS ? 'wrong' : off >= SKEW_WARNING_MS ? 'warning' : 'good',
    lastSuccessAt: success?.ended_at?.toISOString() ?? null,
    interfaces,
    alarms: alarms.map((row) => ({
      at: row.started_at.toISOString(),
      name: row.interface,
      code: row.outcome ?? '',
    })),
  }
}

async function readBudget(db: Kysely<Database>, limit: number): Promise<Known['budget']> {
  const { rows } = await sql<{ used: number; background: number; backoff: Date | null }>`
    select count(*) + coalesce((select lost from gateway_backoff where lost_until > clock_timestamp()), 0) as used,
           count(*) filter (where priority = 'background') as background,
           (select until from gateway_backoff where until > clock_timestamp()) as backoff
    from gateway_calls where coalesce(ended_at, lease_until) > clock_timestamp() - interval '60 seconds'`.execute(
    db,
  )
  return {
    limit,
    backgroundLimit: backgroundShare(limit),
    used: rows[0]?.used ?? 0,
    usedInBackground: rows[0]?.background ?? 0,
    backoffUntil: rows[0]?.backoff?.toISOString() ?? null,
  }
}

/** The median of the last nine answers with a date, ms. */
export async function readSkew(db: Kysely<Database>): Promise<number | null> {
  const { rows } = await sql<{ skew: number | null }>`
    select percentile_disc(0.5) within group (order by skew_ms) as skew
    from (select skew_ms from gateway_calls where skew_ms is not null order by id desc limit 9) newest`.execute(
    db,
  )
  return rows[0]?.skew ?? null
}

/** Only of the last day: the keys may have been fixed since, while the interface was not used. */
function refusalOf({ answered, answer_outcome }: InterfaceRow): string | null {
  const recent = answered !== null && Date.now() - answered.getTime() < DAY_MS
  return recent && answer_outcome !== null && ALARM_CODES.includes(answer_outcome) ? answer_outcome : null
}

type InterfaceRow = {
  interface: string
  calls: number
  failures: number
  median: number | null
  p95: number | null
  failed_now: number
  last_ended: Date | null
  due: boolean
  answered: Date | null
  answer_outcome: string | null
  error_at: Date | null
  error_outcome: string | null
  error_status: number | null
}

async function readInterfaces(db: Kysely<Database>): Promise<InterfaceHealth[]> {
  const took = sql`extract(epoch from ended_at - started_at) * 1000`
  const { rows } = await sql<InterfaceRow>`
    select n.name as interface, hour.*, circuit.failures as failed_now,
           circuit.last_ended + ${`${PROBE_MS} milliseconds`}::interval < clock_timestamp() as due,
           answer.ended_at as answered, answer.outcome as answer_outcome,
           error.started_at as error_at, error.outcome as error_outcome, error.http_status as error_status
    from unnest(${[...INTERFACE_NAMES]}::text[]) with ordinality as n(name, place)
    cross join lateral gateway_circuit(n.name) circuit
    cross join lateral (
      select count(*) as calls, count(*) filter (where outcome !~ '^[0-9]{4}$') as failures,
             percentile_cont(0.5) within group (order by ${took}) filter (where outcome ~ '^[0-9]{4}$') as median,
             percentile_cont(0.95) within group (order by ${took}) filter (where outcome ~ '^[0-9]{4}$') as p95
      from gateway_calls where interface = n.name and started_at > now() - interval '1 hour'
    ) hour
    left join lateral (
      select ended_at, outcome from gateway_calls where interface = n.name and outcome ~ '^[0-9]{4}$'
      order by id desc limit 1
    ) answer on true
    left join lateral (
      select started_at, outcome, http_status from gateway_calls
      where interface = n.name and outcome <> '0000' and started_at > now() - interval '1 day'
      order by id desc limit 1
    ) error on true
    order by n.place`.execute(db)
  const whole = (value: number | null) => (value === null ? null : Math.round(value))
  return rows.map((row) => ({
    name: row.interface as InterfaceHealth['name'],
    circuit: row.failed_now < 5 ? 'closed' : row.due ? 'trying' : 'open',
    calls: row.calls,
    failures: row.failures,
    medianMs: whole(row.median),
    p95Ms: whole(row.p95),
    lastAnswerAt: row.answered?.toISOString() ?? null,
    refused: refusalOf(row),
    lastError:
      row.error_at && row.error_outcome
        ? { at: row.error_at.toISOString(), outcome: row.error_outcome, httpStatus: row.error_status }
        : null,
  }))
}
