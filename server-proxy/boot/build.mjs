import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { underLock } from './lock.mjs'
import { MODULES, modernNode, ROOT, say } from './project.mjs'

const MADE_OF = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
const STAMP = join(ROOT, 'dist', '.built')

/** Builds the browser's side into dist/ if any of its sources has changed. */
export async function ensureBuilt() {
  if (isBuilt()) return
  await underLock(() => {
    if (isBuilt()) return
    say('building the pages …')
    const before = hash()
    const run = spawnSync(
      modernNode(),
      [join(MODULES, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
      {
        cwd: ROOT,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 2, 2],
      },
    )
    if (run.error) throw run.error
    if (run.status !== 0) throw new Error('the pages could not be built; see the output of Vite above')
    writeFileSync(STAMP, before)
  })
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash()
}

function hash() {
  const sum = createHash('sha256')
  for (const file of MADE_OF.flatMap((name) => filesOf(name)))
    sum
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  return sum.digest('hex')
}

function filesOf(name) {
  const path = join(ROOT, name)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [name]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .sort()
}
