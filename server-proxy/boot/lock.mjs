import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from './project.mjs'

/** Runs `work` under an exclusive lock of this checkout; the lock of a dead process is taken over. */
export async function underLock(work, lock = join(ROOT, '.npm-lock')) {
  for (let tries = 0; !take(lock); tries++) {
    if (tries === 1) say('waiting for another start of this checkout to install and build …')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Links a file that names its holder into place, so the lock never exists without the name. */
function take(lock) {
  const ours = `${lock}-${process.pid}`
  writeFileSync(ours, identity(process.pid))
  try {
    linkSync(ours, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = holderOf(lock)
    if (holder && holder !== identity(Number.parseInt(holder, 10))) clear(lock, holder, ours)
    return false
  } finally {
    rmSync(ours, { force: true })
  }
}

/**
 * Renamed before it is deleted: of several processes that find it abandoned, one clears it and none clears a
 * new one.
 */
function clear(lock, holder, aside) {
  try {
    renameSync(lock, aside)
    if (holderOf(aside) !== holder) renameSync(aside, lock)
  } catch {
    // Another start was faster.
  }
}

function holderOf(lock) {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return null
  }
}

/** Pid and start time of a process, because pids are reused; null when there is none. */
function identity(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return null
  }
  try {
    return `${pid}-${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]}`
  } catch {
    return `${pid}-`
  }
}
