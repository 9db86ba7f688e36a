import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MODULES, modernNode, ROOT, say } from './project.mjs'

const CHECK_MS = 1_000

/** Continues in Node 24 with `file`: passes signals on and exits with its code. */
export function goOnWith(file, args = [], nodeArgs = []) {
  const child = spawn(
    modernNode(),
    ['--disable-warning=ExperimentalWarning', ...nodeArgs, join(ROOT, file), ...args],
    {
      cwd: ROOT,
      // Caches compiled and type-stripped modules across starts.
      env: { NODE_COMPILE_CACHE: join(MODULES, '.cache', 'node'), ...process.env },
      // The closed channel tells the child that this process has ended, for any reason.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error))
  child.on('exit', (code) => process.exit(code ?? 1))

  const before = starter()
  setInterval(() => starter() === before || child.kill('SIGTERM'), CHECK_MS).unref()
}

/**
 * The npm that started us, directly or through a shell: without it nothing could stop us. Constant outside
 * npm.
 */
function starter() {
  if (!process.env.npm_lifecycle_event) return ''
  try {
    const [, name, above] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'))
    return name.endsWith('sh') ? `${process.ppid} of ${above}` : `${process.ppid}`
  } catch {
    return `${process.ppid}`
  }
}

/** Exits with a message instead of a stack. */
export function fail(error) {
  say(error.message)
  process.exit(1)
}
