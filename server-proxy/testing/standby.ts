import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'

const BIN = '/usr/lib/postgresql/15/bin'
/** Whether this machine has Debian's PostgreSQL 15. */
export const hasPostgres15 = existsSync(join(BIN, 'postgres'))
const run = promisify(execFile)
const UP_MS = 60_000

/** Two PostgreSQL 15 servers with synchronous streaming replication. */
export type ServerPair = {
  /** DATABASE_URL that names both. */
  url: string
  /** Ends the primary like a power cut. */
  killPrimary(): void
  /** Makes the standby the primary, as an operator would. */
  promote(): Promise<void>
  stop(): Promise<void>
}

export async function serverPair(): Promise<ServerPair> {
  const folder = await mkdtemp(join(tmpdir(), 'failover-'))
  const owner = await ownerOf(folder)
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password)
  if (owner) await chown(passwordFile, owner.uid, owner.gid)
  const [first, second] = [await freePort(), await freePort()]
  const as = (program: string, args: string[]) =>
    run(join(BIN, program), args, { ...owner, cwd: folder, env: {} })

  await as('initdb', [
    '-D',
    join(folder, 'one'),
    '-U',
    'portal',
    '--pwfile',
    passwordFile,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale',
    'C',
  ])
  // Only the first names a synchronous standby: a promoted one would wait for itself.
  const primary = launch('one', first, [
    '-c',
    'synchronous_standby_names=two',
    '-c',
    'synchronous_commit=local',
  ])
  await up(first)
  await ask(first, 'create database portal', 'postgres')
  await as('pg_basebackup', [
    '-D',
    join(folder, 'two'),
    '-R',
    '-X',
    'stream',
    '-d',
    `postgres://portal:${password}@127.0.0.1:${first}/postgres?application_name=two`,
  ])
  const standby = launch('two', second, [])
  await up(second)
  for (const until = Date.now() + UP_MS; ; await pause(100)) {
    const { rows } = await ask(first, `select 1 from pg_stat_replication where sync_state = 'sync'`)
    if (rows.length > 0) break
    if (Date.now() > until)
      throw new Error(`no replication: ${readFileSync(join(folder, 'two.log'), 'utf8')}`)
  }
  await ask(first, 'alter database portal set synchronous_commit = on')

  function launch(name: string, port: number, more: string[]): ChildProcess {
    const settings = [
      '-c',
      `port=${port}`,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=`,
      '-c',
      'max_connections=100',
    ]
    const script = `exec "$0" "$@" > ${join(folder, name)}.log 2>&1`
    return spawn(
      '/bin/sh',
      ['-c', script, join(BIN, 'postgres'), '-D', join(folder, name), ...settings, ...more],
      {
        ...owner,
        cwd: folder,
        env: {},
        detached: true,
        stdio: 'ignore',
      },
    )
  }

  async function ask(port: number, text: string, database = 'portal') {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'portal', password, database })
    client.on('error', () => {})
    await client.connect()
    try {
      return await client.query(text)
    } finally {
      await client.end()
    }
  }

  async function up(port: number): Promise<void> {
    for (const until = Date.now() + UP_MS; ; await pause(100))
      try {
        await ask(port, 'select 1', 'postgres')
        return
      } catch (error) {
        if (Date.now() > until) throw error
      }
  }

  const end = (child: ChildProcess) => {
    // The whole group: a killed postmaster's processes would finish their work.
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  return {
    url: `postgres://portal:${password}@127.0.0.1:${first},127.0.0.1:${second}/portal`,
    killPrimary: () => end(primary),
    promote: async () => void (await ask(second, 'select pg_promote()')),
    async stop() {
      end(primary)
      end(standby)
      await pause(500)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses root: then Debian's own user runs it. */
async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | null> {
  await chmod(folder, 0o755)
  if (process.getuid?.() !== 0) return null
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  const owner = { uid: Number(uid), gid: Number(gid) }
  await chown(folder, owner.uid, owner.gid)
  return owner
}
