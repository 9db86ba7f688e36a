import { existsSync } from 'node:fs'
import { BadSettings, readSettings } from '../env.ts'
import type { Settings } from '../settings.ts'
import { isUsed, nameOf } from '../store/command-database.ts'
import { openDatabase } from '../store/database.ts'
import { pendingMigrations, refuseNewer } from '../store/migrate.ts'
import { type Connection, connectTo, eachServer } from '../store/postgres/connect-to.ts'
import { runningServer } from '../store/postgres/embedded-postgres.ts'
import { hasCluster } from '../store/postgres/postgres-cluster.ts'
import { tryDatabase } from '../store/postgres/try-database.ts'
import { knownDataKey, requiredDataKey } from '../store/vault/data-key.ts'
import { readVault } from '../store/vault/vault.ts'
import { say } from './run-command.ts'

// npm run check-config: checks settings, database, pending migrations, data key and proxy. Calls no platform,
// starts nothing and changes nothing. One message per fault; exit code 1 when there is one.
const faults: string[] = []
const check = async (work: () => Promise<void> | void) => {
  try {
    await work()
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  }
}

try {
  const settings = readSettings()
  say(`settings: ${settings.gateway.mode} at ${settings.publicUrl}`)
  checkProxy(settings)
  say(mailWords(settings))
  say(timestampWords(settings))
  await check(async () => {
    if (await checkServers(settings)) await checkDatabase(settings)
  })
} catch (error) {
  if (!(error instanceof BadSettings)) throw error
  faults.push(...error.faults)
}
for (const fault of faults) say(`FAULT   ${fault}`)
say(faults.length === 0 ? 'No faults.' : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`)
process.exitCode = faults.length === 0 ? 0 : 1

/** Where mail goes; the address contains a password. */
function mailWords({ smtpUrl }: Settings): string {
  return smtpUrl ? `mail: by ${new URL(smtpUrl).host}` : 'mail: SMTP_URL is not set; no mail is sent'
}

function timestampWords({ tsaUrl }: Settings): string {
  return tsaUrl
    ? `timestamps: by ${new URL(tsaUrl).host}`
    : 'timestamps: TSA_URL is not set; exported evidence has none'
}

/** Behind https the portal needs the visitor's address and scheme from its proxy. */
function checkProxy({ publicUrl, trustProxy, host }: Settings): void {
  if (publicUrl.startsWith('https:') && !trustProxy)
    faults.push(
      'TRUST_PROXY is not set although PUBLIC_URL is https: throttles would count every visitor as the proxy; set it to the address of the proxy',
    )
  if (trustProxy === true && (host === '0.0.0.0' || host === '::'))
    faults.push(
      `TRUST_PROXY is true and HOST is ${host}: anyone who reaches the port can invent an address; name the proxy's address instead`,
    )
}

/**
 * Tries each of several servers, because one that cannot take over is noticed only when it must. Returns whether one can
 * be used.
 */
async function checkServers({ databaseUrl }: Settings): Promise<boolean> {
  const servers = databaseUrl ? eachServer(databaseUrl) : []
  if (!databaseUrl || servers.length < 2) return true
  const before = faults.length
  for (const server of servers)
    await check(async () => {
      const { pool, close } = openDatabase({ ...server, max: 1 })
      try {
        await tryDatabase(pool, databaseUrl, { reads: true, only: server })
      } finally {
        await close()
      }
    })
  return faults.length - before < servers.length
}

async function checkDatabase(settings: Settings): Promise<void> {
  const connection: Connection | null = settings.databaseUrl
    ? connectTo(settings.databaseUrl)
    : await embedded(settings)
  if (!connection) return
  await connection.choose?.()
  const { db, pool, close } = openDatabase({ ...connection, max: 1 })
  try {
    if (settings.databaseUrl) await tryDatabase(pool, settings.databaseUrl)
    if (!(await isUsed(pool))) {
      say(`database: ${nameOf(settings)} is empty; the first start makes its tables`)
      return
    }
    await refuseNewer(db)
    const pending = await pendingMigrations(db)
    say(
      pending.length === 0
        ? `database: ${nameOf(settings)} is up to date`
        : `database: ${nameOf(settings)} gets ${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} at the next start: ${pending.join(' ')}`,
    )
    await readVault(db, await requiredDataKey(settings))
    say('data key: opens what this database sealed')
  } finally {
    await close()
  }
}

/**
 * The embedded server's address while it runs; otherwise reports what is known without it, and returns null.
 */
async function embedded(settings: Settings) {
  const { dataDir } = settings
  if (!existsSync(dataDir) || !hasCluster(dataDir)) {
    say(`database: ${nameOf(settings)} does not exist; the first start makes it`)
    return null
  }
  const connection = await runningServer(dataDir)
  if (!connection) {
    await knownDataKey(settings)
    say(
      `database: ${nameOf(settings)} is not running; its migrations and data key are checked while the portal runs`,
    )
  }
  return connection
}
