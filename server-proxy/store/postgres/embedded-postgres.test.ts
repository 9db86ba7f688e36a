import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test as alone } from 'vitest'
import { DataDirInUse, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const root = process.getuid?.() === 0
/** In parallel: they mostly wait for starts, stops and timeouts. */
const test = alone.concurrent
const cleanUp: (() => unknown)[] = []
afterAll(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step()
})

/** A future DATA_DIR; `mode` of its parent folder. */
function dataDirUnder({ mode = 0o755, name = 'd' } = {}): string {
  const above = mkdtempSync(join(tmpdir(), 'embedded-'))
  chmodSync(above, mode)
  const dataDir = join(above, name)
  cleanUp.push(() => {
    const note = join(dataDir, 'postgres-place')
    if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true })
    rmSync(above, { recursive: true })
  })
  return dataDir
}

async function started(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(dataDir)
  cleanUp.push(() => server.stop())
  return server
}

async function ask<Row extends pg.QueryResultRow>(
  { connection }: Pick<EmbeddedPostgres, 'connection'>,
  text: string,
): Promise<Row[]> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** A portal in its own process that can be killed; resolves when its database is up. */
async function portalProcess(dataDir: string): Promise<{ child: ChildProcess; server: EmbeddedPostgres }> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))}
    const server = await startEmbeddedPostgres(process.argv[1]).catch((error) => error.message)
    console.log(JSON.stringify(server))
    if (typeof server === 'object') setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    env: { ...process.env, ADMIN_PASSWORD: 'a-secret-of-the-portal' },
  })
  cleanUp.push(() => child.kill('SIGKILL'))
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, server: JSON.parse(chunk.toString()) as EmbeddedPostgres }
}

/** Kills the whole process group, like a terminal or a service manager. */
async function killed(child: ChildProcess): Promise<void> {
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await once(child, 'exit')
}

async function untilBack(server: EmbeddedPostgres): Promise<void> {
  for (const until = Date.now() + 40_000; ; await pause(30)) {
    const back = await ask(server, 'select 1').catch(() => null)
    if (back) return
    if (Date.now() > until) throw new Error('PostgreSQL stays away')
  }
}

const WRITE = 'create table kept (n int); insert into kept values (7)'

test('creates a durable UTF-8 database in UTC that requires its password, and stops it', async () => {
  const server = await started(dataDirUnder())
  const [facts] = await ask(
    server,
    `select current_setting('fsync') fsync, current_setting('TimeZone') zone, pg_encoding_to_char(encoding) encoding,
            coalesce(datlocale, datcollate) locale, current_setting('listen_addresses') listens
       from pg_database where datname = current_database()`,
  )
  expect(facts).toEqual({ fsync: 'on', zone: 'UTC', encoding: 'UTF8', locale: 'C.UTF-8', listens: '' })
  await expect(ask({ connection: { ...server.connection, password: 'guess' } }, 'select 1')).rejects.toThrow(
    'password',
  )
  await server.stop()
  expect(server.pid).toBeNull()
})

test('takes over a server that outlives a killed portal, with all its data', async () => {
  const dataDir = dataDirUnder()
  const { child, server: first } = await portalProcess(dataDir)
  await ask(first, WRITE)
  if (process.platform === 'linux')
    expect(readFileSync(`/proc/${first.pid}/environ`, 'utf8')).not.toContain('secret')
  const refused = await started(dataDir).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DataDirInUse)
  expect(String(refused)).toContain(`process ${child.pid}`)

  await killed(child)
  const server = await started(dataDir)
  expect(server.pid).toBe(first.pid)
  expect(await ask(server, 'select n from kept')).toEqual([{ n: 7 }])
})

test('of two simultaneous starts on a new folder, one creates the database and goes on', async () => {
  const dataDir = dataDirUnder()
  const both = await Promise.allSettled([started(dataDir), started(dataDir)])
  const refused = both.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toBeInstanceOf(DataDirInUse)
})

test('restarts a killed server with everything it had acknowledged', async () => {
  const server = await started(dataDirUnder())
  await ask(server, WRITE)
  for (let round = 0; round < 3; round++) {
    const before = server.pid
    process.kill(before ?? 0, 'SIGKILL')
    await untilBack(server)
    expect(server.pid).not.toBe(before)
    expect(await ask(server, 'select n from kept')).toEqual([{ n: 7 }])
  }
})

test('starts after portal and server were killed together', async () => {
  const dataDir = dataDirUnder()
  const { child, server: first } = await portalProcess(dataDir)
  await ask(first, WRITE)
  await killed(child)
  process.kill(first.pid ?? 0, 'SIGKILL')
  const server = await started(dataDir)
  expect(server.pid).not.toBe(first.pid)
  expect(await ask(server, 'select n from kept')).toEqual([{ n: 7 }])
})

test('starts when another process has the pid of the dead server', async () => {
  const dataDir = dataDirUnder()
  const server = await started(dataDir)
  const note = join(dataDir, 'postgres', 'data', 'postmaster.pid')
  const lines = readFileSync(note, 'utf8').split('\n')
  await server.stop()
  const stranger = spawn('/bin/sleep', ['60'], root ? { uid: 65_534, gid: 65_534 } : {})
  cleanUp.push(() => stranger.kill())
  writeFileSync(note, [stranger.pid, ...lines.slice(1)].join('\n'))
  if (root) chmodSync(note, 0o644)
  const again = await started(dataDir)
  expect(again.pid).not.toBe(stranger.pid)
})

test('starts after power loss when another process has the pid in the socket’s lock file', async () => {
  const dataDir = dataDirUnder()
  const server = await started(dataDir)
  const note = join(dataDir, 'postgres', '.s.PGSQL.5432.lock')
  const lines = readFileSync(note, 'utf8').split('\n')
  await server.stop()
  const stranger = spawn('/bin/sleep', ['60'], root ? { uid: 65_534, gid: 65_534 } : {})
  cleanUp.push(() => stranger.kill())
  writeFileSync(note, [stranger.pid, ...lines.slice(1)].join('\n'))
  if (root) chmodSync(note, 0o644)
  expect(await ask(await started(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('refuses a copy of a DATA_DIR that was in use, with a message', async () => {
  const dataDir = dataDirUnder()
  const server = await started(dataDir)
  await ask(server, WRITE)
  const copy = dataDirUnder()
  spawnSync('cp', ['-a', dataDir, copy])
  await expect(startEmbeddedPostgres(copy)).rejects.toThrow(
    /was copied from .* while its database ran.*restore a backup/,
  )
  await server.stop()
  // A copy made with the portal stopped is a normal database.
  const cold = dataDirUnder()
  spawnSync('cp', ['-a', dataDir, cold])
  expect(await ask(await started(cold), 'select n from kept')).toEqual([{ n: 7 }])
})

test('a killed set-up is not taken for a database', async () => {
  const dataDir = dataDirUnder()
  mkdirSync(join(dataDir, 'postgres-new-x', 'data'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres-new-x', 'data', 'PG_VERSION'), '18\n')
  expect(await ask(await started(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('listens on loopback when the path is too long for a socket, and finds it again', async () => {
  const dataDir = dataDirUnder({ name: 'long-'.repeat(24) })
  const { child, server: first } = await portalProcess(dataDir)
  await killed(child)
  const server = await started(dataDir)
  expect(server.connection).toEqual(first.connection)
  expect(await ask(server, "select current_setting('listen_addresses') at")).toEqual([{ at: '127.0.0.1' }])
})

describe.runIf(root)('as root', () => {
  test('below a folder that only root may enter it settles elsewhere, and a new DATA_DIR finds a new place', async () => {
    const dataDir = dataDirUnder({ mode: 0o700 })
    const server = await started(dataDir)
    await ask(server, WRITE)
    await server.stop()
    const place = readFileSync(join(dataDir, 'postgres-place'), 'utf8').trim()
    expect(place).not.toContain(dataDir)
    expect(await ask(await started(dataDir), 'select n from kept')).toEqual([{ n: 7 }])

    const other = dataDirUnder({ mode: 0o700 })
    await started(other)
    expect(readFileSync(join(other, 'postgres-place'), 'utf8').trim()).not.toBe(place)
  })

  test('never replaces an existing database by an empty one', async () => {
    const dataDir = dataDirUnder()
    const first = await started(dataDir)
    await ask(first, WRITE)
    await first.stop()
    // The parent folder is closed, so the server's user can no longer reach it.
    chmodSync(dirname(dataDir), 0o700)
    await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow('cannot reach')
    // Another user's folder, which only that user and root may enter.
    spawnSync('chown', ['-R', 'daemon', dirname(dataDir)])
    expect(await ask(await started(dataDir), 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('names a database folder that is gone and does not replace it', async () => {
    const dataDir = dataDirUnder({ mode: 0o700 })
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'postgres-place'), '/var/lib/aigobo-portal/gone\n')
    cleanUp.push(() => rmSync(join(dataDir, 'postgres-place')))
    await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow('/var/lib/aigobo-portal/gone')
  })
})
