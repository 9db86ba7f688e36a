import type { Page } from '@playwright/test'
import { test as base } from './fixtures.ts'

type Kept = { keptPage: Page }

/** Journeys that share one page of their worker, emptied in between: a new one compiles the whole app again. */
export const test = base.extend<object, Kept>({
  keptPage: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      })
      await use(await context.newPage())
      await context.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ keptPage, portal }, use) => {
    await use(keptPage)
    await keptPage.unrouteAll()
    // A document of the same site, without the app: another site would be another process, with nothing compiled.
    await keptPage.goto(`${portal.url}/robots.txt`)
    await keptPage.evaluate('localStorage.clear(); sessionStorage.clear()')
    await keptPage.context().clearCookies()
  },
})
