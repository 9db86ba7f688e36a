// npm test: every check, test and journey, on a bare machine; the last line is the sum.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { run, runChecks } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './project.mjs'

const REPORTS = join(ROOT, 'test-results')
const started = Date.now()
const results = []
/** One or two may be the machine; more are ours. */
const FLAKY_AT_MOST = 2
/** Names of the tests that passed only at their second try. */
const flaky = []

/** `counted` is null when the runner left no report; it then counts as one test, by its exit code. */
function report(name, { code, output, seconds }, counted) {
  const { passed, failed, skipped } = counted ?? {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    skipped: 0,
  }
  // A file that fails to load has no failing test; its exit code counts.
  const result = { name, seconds, passed, failed: failed || (code === 0 ? 0 : 1), skipped }
  results.push(result)
  console.log(`${result.failed ? 'FAILED' : 'ok    '} ${name}`)
  if (result.failed) console.log(`${output}\n`)
}

async function units() {
  const file = join(REPORTS, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  report(
    'units',
    await run('vitest/vitest.mjs', args),
    readReport(file, (all) => {
      flaky.push(...all.testResults.flatMap(retriedIn))
      return {
        passed: all.numPassedTests,
        failed: all.numFailedTests,
        skipped: all.numPendingTests + all.numTodoTests,
      }
    }),
  )
}

async function journeys({ browser, shell }) {
  const file = join(REPORTS, 'playwright.json')
  const environment = {
    CHROMIUM_PATH: browser,
    CHROMIUM_SHELL_PATH: shell,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  }
  report(
    'journeys',
    await run('@playwright/test/cli.js', ['test', '--reporter=list,json'], environment),
    readReport(file, ({ stats, suites }) => {
      flaky.push(...suites.flatMap(flakyIn))
      return {
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
      }
    }),
  )
}

const retriedIn = ({ name, assertionResults }) =>
  assertionResults
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ title }) => `${relative(ROOT, name)} ${title}`)

const flakyIn = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(flakyIn),
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, line, title }) => `${file}:${line} ${title}`),
]

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
  await runChecks((name, result) => report(name, result, null))
  // One after the other: each keeps two cores busy, and in parallel both take longer and meet their timeouts.
  await units()
  await journeys(browser)
} catch (error) {
  console.log(error.message)
  results.push({ name: 'preparation', seconds: 0, passed: 0, failed: 1, skipped: 0 })
}

console.log()
for (const name of flaky) console.log(`passed at the second try: ${name}`)
for (const result of results)
  console.log(
    `${result.seconds.toFixed(1).padStart(7)} s  ${result.name.padEnd(22)}${result.passed + result.failed + result.skipped ? counts(result) : ''}`,
  )
console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(7)} s  in all\n`)
const excess = flaky.length > FLAKY_AT_MOST ? flaky.length : 0
const total = {
  passed: sum('passed') - excess,
  failed: sum('failed') + excess,
  skipped: sum('skipped'),
}
console.log(counts(total))
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
