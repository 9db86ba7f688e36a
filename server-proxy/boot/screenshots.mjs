// npm run screenshots: every page in its states, in three widths, light and dark, into screenshots/ (ignored
// by git).
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { MODULES, modernNode, ROOT } from './project.mjs'

await ensureInstalled()
const { browser } = ensureBrowser()
await ensureBuilt()
rmSync(join(ROOT, 'screenshots'), { recursive: true, force: true })
const { status } = spawnSync(
  modernNode(),
  [join(MODULES, '@playwright/test/cli.js'), 'test', '--reporter=list'],
  {
    cwd: ROOT,
    env: { ...process.env, CHROMIUM_PATH: browser, SCREENSHOTS: '1' },
    stdio: 'inherit',
  },
)
process.exitCode = status ?? 1
