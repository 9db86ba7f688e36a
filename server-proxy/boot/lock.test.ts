import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A process that records when it enters and leaves the lock, which it holds for `ms`. */
function holder(lock: string, diary: string, ms: number) {
  const script = `
    import { appendFileSync } from 'node:fs'
    import { underLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))}
    const [lock, diary, ms] = process.argv.slice(1)
    await underLock(async () => {
      appendFileSync(diary, 'in ')
      await new Promise((resolve) => setTimeout(resolve, Number(ms)))
      appendFileSync(diary, 'out ')
    }, lock)`
  return spawn(process.execPath, ['--input-type=module', '-e', script, lock, diary, String(ms)], {
    stdio: 'ignore',
  })
}

test('parallel starts run one after the other, also after a killed holder', async () => {
  const lock = join(folder, 'lock')
  const killed = join(folder, 'killed')
  const first = holder(lock, killed, 60_000)
  while (!existsSync(killed)) await pause(20)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(existsSync(lock)).toBe(true)

  const diary = join(folder, 'diary')
  await Promise.all(Array.from({ length: 4 }, () => once(holder(lock, diary, 30), 'exit')))
  expect(readFileSync(diary, 'utf8')).toBe('in out '.repeat(4))
  expect(existsSync(lock)).toBe(false)
})

test('a process that reuses the pid of a dead holder does not keep the lock', async () => {
  const lock = join(folder, 'reused')
  const diary = join(folder, 'reused-diary')
  writeFileSync(lock, `${process.pid}-1`)
  await once(holder(lock, diary, 1), 'exit')
  expect(readFileSync(diary, 'utf8')).toBe('in out ')
})
