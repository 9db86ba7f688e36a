import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type RunningSandbox = { url: string; stop(): Promise<void> }
type Identity = { service: string; pid: number; dataFile: string }

const TIMEOUT_MS = 30_000

/**
 * Runs the sandbox as its own process on `port`. Takes over one that already serves `dataFile`, because it
 * survives a kill of the portal as the platform would. Throws when something else holds the port.
 */
export async function ensureSandbox(
  port: number,
  dataFile: string,
  host = '127.0.0.1',
): Promise<RunningSandbox> {
  const url = `http://localhost:${port}`
  let identity = await identify(port)
  if (!identity) {
    const log = openSync(join(dirname(dataFile), 'sandbox.log'), 'a', 0o600)
    spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'main.ts'),
        '--port',
        String(port),
        '--data',
        dataFile,
        '--host',
        host,
        '--quiet',
      ],
      { detached: true, stdio: ['ignore', log, log] },
    ).unref()
    for (const until = Date.now() + TIMEOUT_MS; !identity && Date.now() < until; ) {
      await pause(30)
      identity = await identify(port)
    }
  }
  if (identity?.service !== 'aigobo-sandbox' || identity.dataFile !== dataFile)
    throw new Error(
      identity
        ? `port ${port} is taken by something else; set SANDBOX_PORT`
        : `the sandbox did not start on port ${port}; see sandbox.log in DATA_DIR`,
    )
  const { pid } = identity
  return {
    url,
    async stop() {
      try {
        process.kill(pid, 'SIGTERM')
        for (let waited = 0; waited < 5_000; waited += 25) {
          process.kill(pid, 0)
          await pause(25)
        }
      } catch {
        // Already gone.
      }
    },
  }
}

/** The sandbox on this port; null when there is none. */
async function identify(port: number): Promise<Identity | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/sandbox/identity`, {
      signal: AbortSignal.timeout(2_000),
    })
    return (await answer.json().catch(() => ({ service: 'something else' }))) as Identity
  } catch {
    return null
  }
}
