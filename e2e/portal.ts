import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../server-proxy/testing/free-port.ts'
import { COMPILED } from '../server-proxy/testing/portal-process.ts'

export const ADMIN = { username: 'admin', password: 'a-password-for-journeys' }
const ROOT = join(import.meta.dirname, '..')

/** A whole portal as an operator starts it, with its own processes, database, sandbox and folder. */
export type Portal = {
  url: string
  sandboxUrl: string
  /** Kills the BFF like a power cut (database and sandbox live on) and restarts it. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

function launch(
  environment: { DATA_DIR: string } & Record<string, string>,
  options: string[],
): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(ROOT, 'server-proxy/main.ts'), ...options],
    {
      // Outside the checkout's .env and its environment, which may name the real platform.
      cwd: environment.DATA_DIR,
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILED, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (/^ready http/m.test(output)) resolve(child)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the portal ended with ${code}:\n${output.slice(-2_000)}`)))
  })
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

export async function startPortal(
  settings: Record<string, string> = {},
  ...options: string[]
): Promise<Portal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-journey-'))
  // Open to PostgreSQL's user when we are root.
  await chmod(dataDir, 0o755)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const environment = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATA_DIR: dataDir,
    ADMIN_PASSWORD: ADMIN.password,
    ...settings,
  }
  let child = await launch(environment, options)
  return {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    async killAndRestart() {
      const gone = ended(child)
      child.kill('SIGKILL')
      await gone
      child = await launch(environment, options)
    },
    async stop() {
      const gone = ended(child)
      child.kill('SIGTERM')
      await gone
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
