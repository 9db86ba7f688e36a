import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { availableParallelism, platform, release, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { readGatewayHealth } from '../gateway/health.ts'
import type { Settings } from '../settings.ts'
import type { OpenDatabase } from '../store/database.ts'
import { whyNotWritten } from '../store/file-words.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { VERSION } from '../version.ts'
import { runWithOrWithout, say } from './run-command.ts'

// npm run support-bundle -- FILE: what a developer needs to explain a fault, as readable JSON in a gzip file: versions,
// settings without addresses and secrets, counts and sizes, queues, the platform's health. No row of any table.
await runWithOrWithout(async (opened, settings) => {
  const [name, ...more] = process.argv.slice(2)
  if (!name || more.length > 0) throw new Error('which file? npm run support-bundle -- FILE')
  const file = resolve(name)
  const bundle = {
    format: 'aigobo-portal-support 1',
    madeAt: new Date().toISOString(),
    version: VERSION,
    machine: {
      node: process.version,
      system: `${platform()} ${release()}`,
      cores: availableParallelism(),
      memoryMb: Math.round(totalmem() / 2 ** 20),
    },
    settings: withoutSecrets(settings),
    database: opened && (await databaseFacts(opened)),
    gateway:
      opened && (await attempt(() => readGatewayHealth(opened.db, settings.gateway.rateLimit, Date.now()))),
  }
  const text = `${JSON.stringify(bundle, null, 2)}\n`
  await write(file, text)
  say(`${file}: ${text.length} bytes of JSON; read it before you send it: gunzip -c ${file}`)
  return 0
})

/** How the portal is set up, without addresses, names, keys and passwords. */
function withoutSecrets({ gateway, publicUrl, host, ...settings }: Settings): object {
  const { mode, version, listSign, amountIs, body, rateLimit, statusLabels } = gateway
  return {
    https: publicUrl.startsWith('https:'),
    listens: host === '0.0.0.0' || host === '::' ? 'everywhere' : 'on one address',
    database: settings.databaseUrl ? 'server' : 'embedded',
    dataKey: settings.dataKey ? 'setting' : 'file',
    trustProxy: settings.trustProxy !== false,
    metricsToken: settings.metricsToken !== null,
    proxy: settings.proxy !== null,
    extraAuthorities: settings.extraAuthorities !== null,
    logLevel: settings.logLevel,
    drainSeconds: settings.drainSeconds,
    retention: settings.retention,
    assetHosts: settings.assetHosts.length,
    gateway: {
      mode,
      version,
      listSign,
      amountIs,
      body,
      rateLimit,
      ownLabels: Object.keys(statusLabels).length,
    },
  }
}

/** Facts that need no extra database rights. Each may fail separately. */
async function databaseFacts({ db, pool }: OpenDatabase): Promise<object> {
  return {
    server: await rowsOf(
      pool,
      `select version(), pg_is_in_recovery() as standby, pg_database_size(current_database()) as bytes,
              current_setting('max_connections') as max_connections, current_setting('synchronous_commit') as synchronous_commit`,
    ),
    pendingMigrations: await attempt(() => pendingMigrations(db)),
    tables: await rowsOf(
      pool,
      `select relname as name, n_live_tup as rows, n_dead_tup as dead, pg_total_relation_size(relid) as bytes,
              last_autovacuum, seq_scan, idx_scan from pg_stat_user_tables order by bytes desc`,
    ),
    connections: await rowsOf(
      pool,
      `select state, wait_event_type, count(*), max(clock_timestamp() - xact_start)::text as oldest_transaction
       from pg_stat_activity where datname = current_database() group by 1, 2 order by 3 desc`,
    ),
    queues: await rowsOf(pool, 'select name, state, count(*) from pgboss.job group by 1, 2 order by 1, 2'),
    attention: await rowsOf(
      pool,
      'select reason, count(*) from attentions where resolved_at is null group by 1 order by 1',
    ),
  }
}

function rowsOf(pool: pg.Pool, text: string) {
  return attempt(async () => (await pool.query<object>(text)).rows)
}

/** A failure is recorded by its code alone, because messages can quote values. */
async function attempt<Found>(work: () => Promise<Found>): Promise<Found | { failed: string }> {
  return work().catch((error: { code?: string; name?: string }) => ({
    failed: error.code ?? error.name ?? 'error',
  }))
}

async function write(file: string, text: string): Promise<void> {
  try {
    await (await open(file, 'w', 0o600)).close()
    await pipeline([text], createGzip(), createWriteStream(file, { mode: 0o600 }))
  } catch (error) {
    throw new Error(`${file} cannot be written: ${whyNotWritten(error)}`, { cause: error })
  }
}
