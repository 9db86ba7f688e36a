import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { modernNode, ROOT, say } from './project.mjs'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
)
const SHELL = 'chromium-headless-shell'
const TRIES = 3

/**
 * Provides Chromium for the journeys, a Chinese font and Python; installs Debian packages for what is missing. `shell`
 * is the headless shell. It needs half the processor time, but shows no PDF and does not isolate cookies. Where there
 * is no shell, it is the full browser.
 */
export function ensureBrowser() {
  const packages = process.getuid?.() === 0 && runs('apt-get', '--version')
  const known = findBrowser()
  const missing = [
    ...(known ? [] : ['chromium']),
    ...(runs('fc-list', ':lang=zh-cn', 'family') ? [] : ['fonts-noto-cjk', 'fontconfig']),
    ...(runs('python3', '--version') ? [] : ['python3']),
  ]
  if (missing.length > 0 && !packages)
    throw new Error(`the tests need ${missing.join(', ')}: install them, or set CHROMIUM_PATH to a Chromium`)
  if (missing.length > 0) {
    say(`installing ${missing.join(', ')} …`)
    install(missing)
  }
  const browser = known ?? findBrowser()
  if (!browser) throw new Error('Chromium is missing even after installing it')
  return { browser, shell: SYSTEM.includes(browser) ? findShell(packages, browser) : browser }
}

/** The system's headless shell, of the same version as the browser; installed where that is possible. */
function findShell(packages, browser) {
  const shell = `/usr/bin/${SHELL}`
  if (!existsSync(shell) && packages) {
    say(`installing ${SHELL} …`)
    // Not every release of Debian has it.
    if (!runs('apt-cache', 'show', SHELL)) apt('update')
    aptInstall([SHELL])
  }
  return existsSync(shell) ? shell : browser
}

/** CHROMIUM_PATH, Playwright's own, or one of the system's. */
function findBrowser() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH
    throw new Error(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not exist`)
  }
  const playwright = createRequire(join(ROOT, 'package.json')).resolve('@playwright/test')
  const script = `process.stdout.write(require(${JSON.stringify(playwright)}).chromium.executablePath())`
  const own = spawnSync(modernNode(), ['-e', script], { encoding: 'utf8' }).stdout
  return [own, ...SYSTEM].find((path) => path && existsSync(path))
}

/** True when the program exists and prints something. */
function runs(program, ...args) {
  return Boolean(spawnSync(program, args, { encoding: 'utf8' }).stdout)
}

const apt = (...args) =>
  spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
  })

const aptInstall = (packages) => apt('install', '--yes', '--no-install-recommends', ...packages)

function install(packages) {
  let result
  for (let tries = 1; tries <= TRIES; tries++) {
    apt('update')
    result = aptInstall(packages)
    if (result.status === 0) return
  }
  throw new Error(`apt-get could not install ${packages.join(', ')}:\n${result.stderr}`)
}
