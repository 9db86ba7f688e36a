import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PORTAL_FLAGS } from '../boot/project.mjs'
import { freePort } from './free-port.ts'

const MAIN = join(import.meta.dirname, '..', 'main.ts')
/** Node's compile cache, as `npm start` sets it: a start takes as long as an operator's. */
export const COMPILED = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node')

export type PortalProcess = {
  url: string
  /** Of the running process. */
  readonly pid: number
  /** Kills it like a power cut; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>
  /** Starts until ready, with retries, because a dependency may be down for a while. */
  start(timeoutMs?: number): Promise<void>
  /** Its output so far. */
  output(): string
}

/** The portal as an operator's process. It gets only `settings` and nothing of this process's environment. */
export async function portalProcess(
  folder: string,
  settings: Record<string, string>,
): Promise<PortalProcess> {
  const port = settings['PORT'] ?? String(await freePort())
  const environment = {
    PATH: process.env['PATH'] ?? '',
    NODE_COMPILE_CACHE: COMPILED,
    ...settings,
    PORT: port,
    DATA_DIR: folder,
  }
  let child: ChildProcess | null = null
  let output = ''

  function launch(): Promise<boolean> {
    const next = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...PORTAL_FLAGS, MAIN], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = next
    let heard = ''
    return new Promise((resolve) => {
      const read = (chunk: Buffer) => {
        heard = (heard + chunk.toString()).slice(-20_000)
        output = (output + chunk.toString()).slice(-200_000)
        if (/^ready http/m.test(heard)) resolve(true)
      }
      next.stdout?.on('data', read)
      next.stderr?.on('data', read)
      next.once('exit', () => resolve(false))
    })
  }

  function gone(signal: NodeJS.Signals): Promise<number | null> {
    const current = child
    if (!current || current.exitCode !== null || current.signalCode)
      return Promise.resolve(current?.exitCode ?? null)
    const ended = new Promise<number | null>((resolve) => current.once('exit', resolve))
    current.kill(signal)
    return ended
  }

  return {
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid ?? 0
    },
    output: () => output,
    async kill() {
      await gone('SIGKILL')
    },
    stop: () => gone('SIGTERM'),
    async start(timeoutMs = 120_000) {
      for (const until = Date.now() + timeoutMs; !(await launch()); await pause(100))
        if (Date.now() > until) throw new Error(`the portal does not start:\n${output.slice(-2_000)}`)
    },
  }
}
