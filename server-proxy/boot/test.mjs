// npm test: every check, every test and every journey, on a bare machine; the last line is the sum.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { MODULES, modernNode, ROOT } from './project.mjs'

const REPORTS = join(ROOT, 'test-results')
/** Checks at a time; the tests themselves use what there is. */
const AT_ONCE = 2

const CHECKS = [
  ['format', '@biomejs/biome/bin/biome', 'format', '.'],
  ['types of the browser', 'typescript/bin/tsc', '-p', 'tsconfig.json'],
  ['types of the BFF', 'typescript/bin/tsc', '-p', 'server-proxy/tsconfig.json'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['dead code', 'knip/bin/knip.js'],
  ['boundaries', '../server-proxy/boot/boundaries.mjs'],
]

const started = Date.now()
const results = []

/** Runs a program of node_modules in Node 24; `{code, output, seconds}`. */
function run(program, args, environment = {}) {
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(modernNode(), [join(MODULES, program), ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'test', FORCE_COLOR: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ code, output, seconds: (Date.now() - begun) / 1000 }))
  })
}

/** `counted` is null when the runner left no report; it then counts as one, by its exit code. */
function report(name, { code, output, seconds }, counted) {
  const { passed, failed, skipped } = counted ?? {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
  }
  // A file that cannot be read has no failing test in it; the exit code tells.
  const result = { name, seconds, passed, failed: failed || (code === 0 ? 0 : 1), skipped }
  results.push(result)
  console.log(`${result.failed ? 'FAILED' : 'ok    '} ${name}`)
  if (result.failed) console.log(`${output}\n`)
}

async function check() {
  const waiting = [...CHECKS]
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, program, ...args] = next
      report(name, await run(program, args), null)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function units() {
  const file = join(REPORTS, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  report(
    'units',
    await run('vitest/vitest.mjs', args),
    readReport(file, (all) => ({
      passed: all.numPassedTests,
      failed: all.numFailedTests,
      skipped: all.numPendingTests + all.numTodoTests,
    })),
  )
}

async function journeys(browser) {
  const file = join(REPORTS, 'playwright.json')
  const environment = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  report(
    'journeys',
    await run('@playwright/test/cli.js', ['test', '--reporter=list,json'], environment),
    readReport(file, ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    })),
  )
}

function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** A step that everything after it needs. */
async function prepare(name, work) {
  const begun = Date.now()
  try {
    return await work()
  } finally {
    results.push({ name, seconds: (Date.now() - begun) / 1000, passed: 0, failed: 0, skipped: 0 })
  }
}

const sum = (what) => results.reduce((total, result) => total + result[what], 0)
const counts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

try {
  await prepare('installing', ensureInstalled)
  const browser = await prepare('browser', ensureBrowser)
  await prepare('building', ensureBuilt)
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS)
  await check()
  // Both wait more than they work: side by side they take little longer than the longer one.
  await Promise.all([units(), journeys(browser)])
} catch (error) {
  console.log(error.message)
  results.push({ name: 'preparation', seconds: 0, passed: 0, failed: 1, skipped: 0 })
}

console.log()
for (const result of results)
  console.log(
    `${result.seconds.toFixed(1).padStart(7)} s  ${result.name.padEnd(22)}${result.passed + result.failed + result.skipped ? counts(result) : ''}`,
  )
console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  in all\n`)
const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
console.log(counts(total))
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
