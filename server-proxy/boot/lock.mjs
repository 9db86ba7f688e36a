import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from './project.mjs'

const LOCK = join(ROOT, '.npm-lock')
const OURS = `${LOCK}-${process.pid}`

/** Runs `work` while no other start of this checkout does its own; a lock whose holder is gone is taken over. */
export async function underLock(work) {
  for (let tries = 0; !take(); tries++) {
    if (tries === 1) say('waiting for another start of this checkout to install and build …')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    return await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

/** A file that names its holder, linked into place: it is never there without the name. */
function take() {
  writeFileSync(OURS, identity(process.pid))
  try {
    linkSync(OURS, LOCK)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = holderOf(LOCK)
    if (holder && holder !== identity(Number.parseInt(holder, 10))) clear(holder)
    return false
  } finally {
    rmSync(OURS, { force: true })
  }
}

/** Moved aside before it is deleted: of several that find it abandoned, one clears it and none clears a new one. */
function clear(holder) {
  try {
    renameSync(LOCK, OURS)
    if (holderOf(OURS) !== holder) renameSync(OURS, LOCK)
  } catch {
    // Another start was quicker.
  }
}

function holderOf(lock) {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return null
  }
}

/** Number and birth of a process, as numbers come again after a restart; null when there is none. */
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
