// npm test: everything, on a bare machine, ending in one line `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ensureBuilt, ensureInstalled, modernNode, ROOT } from './install.mjs'

const REPORTS = join(ROOT, 'test-results')
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const say = (text) => process.stdout.write(`${text}\n`)

/** A Chromium and a Chinese font; Debian's packages where the machine has none. */
function ensureBrowser() {
  const known = [process.env.CHROMIUM_PATH, ...BROWSERS].find((path) => path && existsSync(path))
  const font = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout
  const python = spawnSync('python3', ['--version']).status === 0
  const wanted = [
    known ? [] : 'chromium',
    font ? [] : ['fonts-noto-cjk', 'fontconfig'],
    python ? [] : 'python3',
  ].flat()
  if (wanted.length === 0) return known
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0)
    throw new Error(`please install: ${wanted.join(', ')} (or set CHROMIUM_PATH)`)
  say(`installing ${wanted.join(', ')} …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (let tries = 1; tries <= 3; tries++) {
    spawnSync('apt-get', ['update', '-qq'], { env: environment, stdio: 'ignore' })
    const run = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (run.status === 0) return known ?? BROWSERS.find((path) => existsSync(path))
  }
  throw new Error(`could not install ${wanted.join(', ')}`)
}

function run(name, script, args, environment = {}) {
  const started = Date.now()
  return new Promise((resolve) => {
    const child = spawn(modernNode(), [join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: '0', ...environment },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ name, code, output, seconds: (Date.now() - started) / 1000 }))
  })
}

const tally = { passed: 0, failed: 0, skipped: 0 }
const lines = []

function count(result, passed, failed, skipped = 0) {
  tally.passed += passed
  tally.failed += failed
  tally.skipped += skipped
  lines.push(`${result.seconds.toFixed(1).padStart(7)} s  ${result.name}: ${passed} passed, ${failed} failed`)
  if (failed > 0 || result.code !== 0) say(`\n--- ${result.name}\n${result.output}`)
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

async function checks() {
  const list = [
    ['format', '@biomejs/biome/bin/biome', ['format', '.']],
    ['types, browser', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
    ['types, BFF', 'typescript/bin/tsc', ['-p', 'server-proxy/tsconfig.json']],
    ['lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']],
    ['dead code', 'knip/bin/knip.js', []],
    ['boundaries', '../server-proxy/boot/boundaries.mjs', []],
  ]
  for (const entry of list) {
    const result = await run(...entry)
    count(result, result.code === 0 ? 1 : 0, result.code === 0 ? 0 : 1)
  }
}

async function units() {
  const file = join(REPORTS, 'vitest.json')
  const result = await run('vitest', 'vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  const failed = report?.numFailedTests ?? 0
  // A file that does not load fails no test; the exit code tells.
  count(
    result,
    report?.numPassedTests ?? 0,
    result.code !== 0 && failed === 0 ? 1 : failed,
    report?.numPendingTests ?? 0,
  )
}

async function journeys(browser) {
  const file = join(REPORTS, 'playwright.json')
  const result = await run('journeys', '@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const stats = readReport(file)?.stats
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)
  count(result, stats?.expected ?? 0, result.code !== 0 && failed === 0 ? 1 : failed, stats?.skipped ?? 0)
}

try {
  await ensureInstalled()
  process.env.PATH = `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
  const browser = ensureBrowser()
  await ensureBuilt()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })
  await checks()
  await units()
  await journeys(browser)
} catch (error) {
  say(String(error?.message ?? error))
  tally.failed++
}
say(`\n${lines.join('\n')}`)
say(`${tally.passed} passed, ${tally.failed} failed${tally.skipped ? `, ${tally.skipped} skipped` : ''}`)
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0)
