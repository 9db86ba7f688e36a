import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { COMPILED } from './portal-process.ts'

const COMMANDS = join(import.meta.dirname, '..', 'commands')

/** Runs a command of the portal as a process in `cwd`. Returns its exit code and output. */
export function command(name: string, args: string[], settings: Record<string, string>, cwd: string) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(COMMANDS, `${name}.ts`), ...args],
      { cwd, env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILED, ...settings } },
      (error, out, complaint) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, said: out + complaint }),
    )
  })
}
