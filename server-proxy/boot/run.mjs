import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { modernNode, ROOT } from './install.mjs'

/** Goes on in Node 24 with `file`, passing signals on and ending as it ends. */
export function runInModernNode(file, args = []) {
  const child = spawn(modernNode(), ['--disable-warning=ExperimentalWarning', join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}
