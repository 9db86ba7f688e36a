import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { GatewayHealth } from '#contract/gateway-health.ts'
import type pg from 'pg'
import { gatewayCalls } from '../../gateway/count-calls.ts'
import { answersMismatched } from '../../http/alarm-of-answers.ts'
import { jobsDone } from '../../jobs/count-jobs.ts'
import { unknownNotifications } from '../../notifications/unknown-notifications.ts'
import { unreadableCount } from '../../store/readable.ts'
import type { Storage } from '../../store/storage.ts'
import type { Waiting } from './read-waiting.ts'

type Found = {
  health: GatewayHealth | null
  waiting: Waiting | null
  storage: Storage
  pool: pg.Pool
}

/** Metrics of this process by prom-client, and of the gateway and the queues from the database. */
export function createMetrics(version: string) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  registry.registerMetric(unknownNotifications)
  registry.registerMetric(gatewayCalls)
  registry.registerMetric(jobsDone)
  registry.registerMetric(answersMismatched)
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 2.5, 10],
    registers: [registry],
  })
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `portal_${name}`, help, labelNames, registers: [registry] })
  gauge('build_info', 'Always 1, with the versions as labels', 'version', 'node').set(
    { version, node: process.version },
    1,
  )
  const lastBackup = gauge('last_backup_timestamp_seconds', 'Time of the last npm run backup; 0: none yet')
  const up = gauge('database_up', '1 while the database answers')
  const keeps = gauge(
    'database_keeps',
    '0 while the database refuses writes: its disk is full, or it is read-only',
  )
  const connections = gauge(
    'database_connections',
    'Of this process; wanted: waiting for a connection',
    'state',
  )
  const attention = gauge('attention_open', 'Orders that need attention', 'reason')
  const unreadable = gauge('values_unreadable', 'Stored values that this process could not decrypt')
  const deadEvents = gauge('partner_events_dead', 'Events that a partner did not accept within a day')
  const limit = gauge('gateway_budget_limit', 'Calls to the platform allowed in any 60 s')
  const used = gauge('gateway_budget_used', 'Calls of the last 60 s, all processes', 'priority')
  const backoff = gauge('gateway_backoff_seconds', 'Remaining back-off after 0002')
  const skew = gauge('gateway_clock_skew_seconds', "The platform's clock minus ours")
  const open = gauge('gateway_circuit_open', '1 while the circuit of the interface is open', 'interface')
  const calls = gauge('gateway_calls_last_hour', 'Calls of the last hour', 'interface')
  const failures = gauge('gateway_failures_last_hour', 'Of those, without a readable answer', 'interface')
  const latency = gauge('gateway_latency_p95_seconds', '95th percentile of the last hour', 'interface')
  const alarms = gauge('gateway_alarms_last_day', '2000, 2009 and 5000: keys refused', 'code')
  const notifications = gauge('notifications_waiting', 'Stored and not handled yet')
  const oldest = gauge('notifications_oldest_seconds', 'Age of the oldest unhandled notification')
  const jobs = gauge('jobs', 'Jobs by queue and state', 'queue', 'state')

  /** `health` and `waiting` are null while the database is unavailable. */
  function note({ health, waiting, storage, pool }: Found): void {
    up.set(health ? 1 : 0)
    unreadable.set(unreadableCount())
    keeps.set(storage.refusedSince === null ? 1 : 0)
    connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
    connections.set({ state: 'idle' }, pool.idleCount)
    connections.set({ state: 'wanted' }, pool.waitingCount)
    for (const [reason, count] of Object.entries(waiting?.attention ?? {})) attention.set({ reason }, count)
    if (waiting) deadEvents.set(waiting.deadEvents)
    if (!health) return
    const { budget, interfaces } = health
    lastBackup.set(health.lastBackupAt ? Date.parse(health.lastBackupAt) / 1000 : 0)
    limit.set(budget.limit)
    used.set({ priority: 'screen' }, budget.used - budget.usedInBackground)
    used.set({ priority: 'background' }, budget.usedInBackground)
    const since = (iso: string | null) => (iso ? (Date.parse(iso) - Date.parse(health.at)) / 1000 : 0)
    backoff.set(Math.max(0, since(budget.backoffUntil)))
    if (health.skewMs !== null) skew.set(health.skewMs / 1000)
    for (const one of interfaces) {
      const label = { interface: one.name }
      open.set(label, one.circuit === 'closed' ? 0 : 1)
      calls.set(label, one.calls)
      failures.set(label, one.failures)
      latency.set(label, (one.p95Ms ?? 0) / 1000)
    }
    for (const code of ['2000', '2009', '5000'])
      alarms.set({ code }, health.alarms.filter((alarm) => alarm.code === code).length)
    notifications.set(health.notifications.waiting)
    oldest.set(Math.max(0, -since(health.notifications.oldestAt)))
    jobs.reset()
    for (const { name, waiting, running, retrying } of health.queues) {
      jobs.set({ queue: name, state: 'waiting' }, waiting)
      jobs.set({ queue: name, state: 'running' }, running)
      jobs.set({ queue: name, state: 'retrying' }, retrying)
    }
  }

  return { registry, requests, note }
}
