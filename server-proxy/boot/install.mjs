import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { underLock } from './lock.mjs'
import { MODULES, ROOT, say } from './project.mjs'

/** Installs what package-lock.json names if it is missing or stale. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await underLock(() => {
    if (isInstalled()) return
    say('installing packages …')
    npmCi()
    if (!isInstalled()) throw new Error('npm ci skipped some of what package-lock.json names')
  })
}

/** Compares npm's record of its last installation with package-lock.json; 3 ms. */
function isInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const present = packagesOf(join(MODULES, '.package-lock.json'))
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    return present[path] ? present[path].version === version : optional
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return {}
  }
}

/** Includes development packages regardless of NODE_ENV, because the build needs them. */
function npmCi() {
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // npm must not run in the Node that it is about to replace.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(MODULES))
    .join(delimiter)
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  const viaNpm = node && npm && !node.startsWith(MODULES)
  const run = spawnSync(viaNpm ? node : 'npm', viaNpm ? [npm, ...options] : options, {
    cwd: ROOT,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 2, 2],
    shell: !viaNpm && process.platform === 'win32',
  })
  if (run.error) throw run.error
  if (run.status !== 0) throw new Error('npm ci failed; see its output above')
}
