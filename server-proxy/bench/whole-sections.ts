import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareWeight, firstLoad, weightOf } from '../testing/first-load.ts'
import { freePort } from '../testing/free-port.ts'
import { ms, type Section, times } from './figure.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export const startSection: Section = {
  name: 'start',
  repeats: 2,
  about: 'npm start on an installed tree',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-start-'))
    await chmod(folder, 0o755)
    const settings = {
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      DATA_DIR: folder,
    }
    const first = await startOnce(settings)
    const again = [await startOnce(settings), await startOnce(settings), await startOnce(settings)].toSorted(
      (a, b) => a - b,
    )
    await rm(folder, { recursive: true, force: true })
    const median = again[1] ?? Number.NaN
    return [
      {
        promise: 'npm start → ready, median of 3',
        found: `${ms(median)} (the very first, which makes the database: ${ms(first)})`,
        target: '≤ 3,000 ms',
        holds: median <= 3_000,
        measured: { name: 'ready', value: median, unit: 'ms', better: 'less' },
      },
    ]
  },
}

export const cloneSection: Section = {
  name: 'clone',
  about: 'from a fresh clone to ready: install, build, database',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-clone-'))
    await chmod(folder, 0o755)
    const root = join(folder, 'portal')
    const cloned = spawnSync('git', ['clone', '--quiet', '--local', ROOT, root], { stdio: 'inherit' })
    if (cloned.status !== 0) throw new Error('this is not a git clone')
    const settings = {
      PORT: String(await freePort()),
      SANDBOX_PORT: String(await freePort()),
      DATA_DIR: join(folder, 'data'),
      HOME: process.env['HOME'] ?? folder,
    }
    const took = await startOnce(settings, root)
    await rm(folder, { recursive: true, force: true })
    return [
      {
        promise: 'fresh clone → ready',
        found: `${(took / 1000).toFixed(1)} s`,
        target: '≤ 90 s',
        holds: took <= 90_000,
        measured: { name: 'ready', value: took, unit: 'ms', better: 'less' },
      },
    ]
  },
}

/** Time until the line `ready`, ms; the portal is stopped again. */
function startOnce(settings: Record<string, string>, root = ROOT): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'server-proxy/boot/start.mjs')], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let took = Number.NaN
  child.stdout.on('data', (chunk: Buffer) => {
    if (!/^ready /m.test(chunk.toString())) return
    took = performance.now() - began
    child.kill('SIGTERM')
  })
  return new Promise((resolve) => child.once('exit', () => resolve(took)))
}

export const weightSection: Section = {
  name: 'weight',
  // A build is the same each time: any growth shows.
  repeats: 2,
  about: 'first load of /buy, against React DOM, router and query alone',
  async run() {
    const loaded = firstLoad('customer-shell', 'purchase')
    const ours = weightOf(loaded)
    const theirs = await bareWeight()
    const ratio = ours / theirs
    return [
      {
        promise: `first load of /buy/:token, JS gzipped (${loaded.length} files)`,
        found: `${(ours / 1000).toFixed(1)} kB against ${(theirs / 1000).toFixed(1)} kB: ${times(ratio)}`,
        target: '≤ 1.25×',
        holds: ratio <= 1.25,
        measured: { name: 'of the baseline', value: ratio, unit: '×', better: 'less' },
      },
    ]
  },
}

export const livesSection: Section = {
  name: 'lives',
  about:
    '10,000 random lives of orders (--lives=N), with notifications lost, doubled, late and forged, on a platform that contradicts itself',
  async run() {
    const lives = process.argv.find((arg) => arg.startsWith('--lives='))?.slice(8) ?? '10000'
    const began = performance.now()
    const child = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'server-proxy/testing/order-life'],
      { cwd: ROOT, env: { ...process.env, ORDER_LIVES: lives }, stdio: ['ignore', 2, 2] },
    )
    const code = await new Promise((resolve) => child.once('exit', resolve))
    return [
      {
        promise: `${lives} random lives end in the platform’s own state`,
        found: `${code === 0 ? 'all' : 'not all'}, in ${Math.round((performance.now() - began) / 1000)} s`,
        target: 'all',
        holds: code === 0,
      },
    ]
  },
}
