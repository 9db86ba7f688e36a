import { defineConfig } from '@playwright/test'

const browser = process.env['CHROMIUM_PATH']
const shell = process.env['CHROMIUM_SHELL_PATH'] ?? browser
/** Journeys that need more than the headless shell: a PDF viewer, or cookies that are kept apart. */
const WHOLE_BROWSER = ['**/daily-lists.spec.ts', '**/embed*.spec.ts']

const pictures = Boolean(process.env['SCREENSHOTS'])

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No cookie is kept for a site inside another, and every *.example is this machine: partner sites need both. One
  // list for all journeys, so that a worker keeps its browser and its portal from the first to the last.
  '--test-third-party-cookie-phaseout',
  '--host-resolver-rules=MAP *.example 127.0.0.1',
]
const launch = (executablePath: string | undefined) => ({
  launchOptions: { ...(executablePath && { executablePath }), args: ARGS },
})

export default defineConfig({
  testDir: pictures ? 'e2e/screenshots' : 'e2e/journeys',
  outputDir: 'test-results/journeys',
  fullyParallel: true,
  workers: pictures ? 1 : 2,
  // A loaded machine stops a browser now and then. `npm test` names each journey that needed its second try.
  retries: 1,
  // Enough for a machine that does much else; a journey takes about ten seconds.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A colour on its way from one theme to the other has no contrast to speak of.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording takes a sixth of a journey's time; `--trace on` records one that fails.
    trace: 'off',
  },
  projects: pictures
    ? [{ name: 'pictures', use: launch(browser) }]
    : [
        { name: 'whole browser', testMatch: WHOLE_BROWSER, use: launch(browser) },
        { name: 'headless shell', testIgnore: WHOLE_BROWSER, use: launch(shell) },
      ],
})
