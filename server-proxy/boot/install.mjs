// Plain JavaScript for Node 20: what runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.installed')
const LOCK = join(ROOT, '.npm-lock')

const say = (text) => process.stderr.write(`${text}\n`)

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Runs npm with this machine's Node; development packages come along whatever NODE_ENV says. */
function npmCi() {
  const environment = { ...process.env, NODE_ENV: 'development' }
  const run = spawnSync(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    },
  )
  if (run.status !== 0) throw new Error('npm ci failed; see above')
}

/** One at a time: a lock whose holder is gone is taken over. */
async function underLock(work) {
  for (let told = false; ; ) {
    try {
      mkdirSync(LOCK)
      writeFileSync(join(LOCK, 'pid'), String(process.pid))
      break
    } catch {
      const pid = Number(read(join(LOCK, 'pid')))
      const abandoned = pid
        ? !isAlive(pid)
        : Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 10_000
      if (abandoned) rmSync(LOCK, { recursive: true, force: true })
      if (!told && !abandoned) say('waiting for another installation to end …')
      told = true
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Installs what package-lock.json names if it is missing or stale. */
export async function ensureInstalled() {
  const wanted = hashOf([join(ROOT, 'package-lock.json')])
  if (read(STAMP) === wanted) return
  await underLock(() => {
    if (read(STAMP) === wanted) return
    say('installing packages …')
    npmCi()
    writeFileSync(STAMP, wanted)
  })
}

/** Node 24 or newer: the one from the registry, else the machine's own. */
export function modernNode() {
  const own = join(MODULES, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error('no Node 24 package for this machine: install Node 24 or newer and start again')
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : join(folder, entry.name),
    )
    .sort()
}

/** Builds the browser's side into dist/ if anything it is made of has changed. */
export async function ensureBuilt() {
  const sources = [
    ...filesBelow(join(ROOT, 'src')).filter((file) => !file.endsWith('.test.ts')),
    ...filesBelow(join(ROOT, 'public')),
    ...['index.html', 'vite.config.ts', 'package-lock.json'].map((name) => join(ROOT, name)),
  ]
  const stamp = join(ROOT, 'dist', '.built')
  const wanted = hashOf(sources)
  if (read(stamp) === wanted) return
  await underLock(() => {
    if (read(stamp) === wanted) return
    say('building the pages …')
    const vite = join(MODULES, 'vite', 'bin', 'vite.js')
    const run = spawnSync(modernNode(), [vite, 'build', '--logLevel', 'warn'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    })
    if (run.status !== 0) throw new Error('the build failed; see above')
    writeFileSync(stamp, wanted)
  })
}
