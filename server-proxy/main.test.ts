import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from './boot/build.mjs'
import { freePort as anyFreePort } from './testing/free-port.ts'
import { COMPILED } from './testing/portal-process.ts'
import { VERSION } from './version.ts'

beforeAll(() => ensureBuilt())

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step()
})

type Run = {
  child: ChildProcess
  output: () => string
  /** The lines of the log, which is standard error. */
  logged: () => { level: string; message: string; [detail: string]: unknown }[]
  ended: Promise<number | null>
}

/** Runs the portal as a process, with the built pages or, by `--dev`, with Vite. */
function run(settings: Record<string, string>, cwd: string, ...options: string[]): Run {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...options],
    {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILED, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  cleanUp.push(async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit')
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    errors += chunk.toString()
  })
  const logged: Run['logged'] = () =>
    errors
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ReturnType<Run['logged']>[number])
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => output, logged, ended }
}

async function ready({ child, output, ended }: Run): Promise<void> {
  while (!/^ready /m.test(output())) {
    const over = await Promise.race([ended.then(() => true), once(child.stdout!, 'data').then(() => false)])
    if (over) throw new Error(output())
  }
}

function folderFor(): string {
  const folder = mkdtempSync(join(tmpdir(), 'main-'))
  chmodSync(folder, 0o755)
  cleanUp.push(() => rmSync(folder, { recursive: true }))
  return folder
}

const freePort = async () => String(await anyFreePort())

test('starts with one last line, refuses a second start on its folder or port, and stops completely', async () => {
  const folder = folderFor()
  const [PORT, SANDBOX_PORT] = [await freePort(), await freePort()]
  const first = run({ PORT, SANDBOX_PORT }, folder, '--dev')
  await ready(first)
  expect(first.output().trimEnd().split('\n').at(-1)).toBe(`ready http://127.0.0.1:${PORT}`)
  expect(first.output()).toMatch(/^first user: admin, password: \S{16,}/m)
  expect(statSync(join(folder, '.data', 'data-key')).mode & 0o777).toBe(0o600)

  // A page with an open event stream must not delay the stop.
  const { password } = /password: (?<password>\S+)/.exec(first.output())?.groups ?? {}
  const headers = { 'content-type': 'application/json', origin: `http://127.0.0.1:${PORT}` }
  const body = JSON.stringify({ username: 'admin', password })
  const signedIn = await fetch(`${headers.origin}/api/session`, { method: 'POST', headers, body })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const events = await fetch(`${headers.origin}/api/events`, { headers: { cookie } })
  expect(events.headers.get('content-type')).toContain('text/event-stream')

  const onSameFolder = run({ PORT: await freePort(), SANDBOX_PORT: await freePort() }, folder)
  const onSamePort = run({ PORT, SANDBOX_PORT: await freePort() }, folderFor())
  const onSameSandboxPort = run({ PORT: await freePort(), SANDBOX_PORT }, folderFor())
  expect(await Promise.all([onSameFolder.ended, onSamePort.ended, onSameSandboxPort.ended])).toEqual([
    1, 1, 1,
  ])
  expect(onSameFolder.output()).toContain('another portal')
  expect(onSamePort.output()).toContain(`port ${PORT} is taken`)
  expect(onSameSandboxPort.output()).toContain(`port ${SANDBOX_PORT} is taken`)

  const database = Number(
    readFileSync(join(folder, '.data/postgres/data/postmaster.pid'), 'utf8').split('\n')[0],
  )
  const identity = await fetch(`http://127.0.0.1:${SANDBOX_PORT}/sandbox/identity`)
  const { pid: sandbox } = (await identity.json()) as { pid: number }
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  // Every line of the log is JSON of one schema, from the first to the last.
  const lines = first.logged()
  for (const line of lines)
    expect(line).toMatchObject({
      level: expect.any(String) as string,
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      pid: first.child.pid,
      message: expect.any(String) as string,
    })
  expect(lines[0]).toMatchObject({ message: 'start', gateway: 'sandbox', version: VERSION })
  expect(lines.map(({ message }) => message).filter((one) => one !== 'request')).toEqual([
    'start',
    'ready',
    'drain',
    'end',
  ])
  // An ended process stays visible until its parent collects it.
  for (const pid of [database, sandbox]) await expect.poll(() => lives(pid)).toBe(false)

  // Without its data key it reports that and creates no other one.
  rmSync(join(folder, '.data', 'data-key'))
  const keyless = run({ PORT, SANDBOX_PORT }, folder)
  expect(await keyless.ended).toBe(78)
  expect(keyless.output()).toMatch(/data-key is gone.*bring back your copy/)
  expect(existsSync(join(folder, '.data', 'data-key'))).toBe(false)
})

test('names invalid settings before it creates anything', async () => {
  const folder = folderFor()
  const portal = run({ PORT: 'x', AGB_GATEWAY: 'production', DATA_DIR: join(folder, 'none') }, folder)
  expect(await portal.ended).toBe(78)
  expect(portal.logged()[0]).toMatchObject({ level: 'fatal' })
  expect(portal.output()).toContain('PORT must be')
  expect(portal.output()).toContain('AGB_DES_KEY is required')
  expect(() => statSync(join(folder, 'none'))).toThrow('ENOENT')
})

test('names what it cannot use, never with a password', async () => {
  const folder = folderFor()
  const [PORT, nowhere] = [await freePort(), await freePort()]
  const DATA_KEY = `k1:${Buffer.alloc(32).toString('base64')}`
  writeFileSync(join(folder, 'file'), '')
  const noFolder = run({ PORT, DATA_DIR: join(folder, 'file') }, folder)
  // The error of a name with two addresses has no message.
  const DATABASE_URL = `postgres://portal:a-secret-word@localhost:${nowhere}/portal`
  const noDatabase = run({ PORT, DATABASE_URL, DATA_KEY }, folder)
  expect(await Promise.all([noFolder.ended, noDatabase.ended])).toEqual([78, 1])
  expect(noFolder.output()).toContain('file cannot be used: it is a file')
  expect(noDatabase.output()).toMatch(
    new RegExp(`localhost:${nowhere}/portal \\(DATABASE_URL\\) cannot be used: .*ECONNREFUSED`),
  )
  expect(noDatabase.output()).not.toContain('a-secret-word')
})

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
