import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test'
import { LI_LEI, nextCardNo } from './li-lei.ts'
import { ADMIN, type Portal, startPortal } from './portal.ts'
import { Staff } from './staff.ts'

/** A browser that blocks all storage. */
const KEEPS_NOTHING = `
  const refuse = () => { throw new DOMException('blocked', 'SecurityError') }
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(globalThis, name, { get: refuse })
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} })`

type Actors = {
  staff: Staff
  newPage: () => Promise<Page>
  /** A customer's phone: 360 px, and a browser that keeps neither cookies nor storage. */
  newPhone: () => Promise<Page>
}

export const test = base.extend<Actors, { portal: Portal }>({
  portal: [
    async ({}, use) => {
      const portal = await startPortal()
      await use(portal)
      await portal.stop()
    },
    { scope: 'worker' },
  ],
  page: async ({ page }, use) => {
    await use(page)
    // A request that a journey answers itself may still be open at its end.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  },
  staff: async ({ page, portal }, use) => {
    const staff = new Staff(page, portal)
    LI_LEI.cardNo = nextCardNo()
    await staff.ask('POST', '/api/session', ADMIN)
    await staff.tidyUp()
    await use(staff)
    // Resets the platform for the next journey on this portal.
    await staff.control('DELETE', '/faults')
    await staff.control('DELETE', '/settings')
  },
  newPage: async ({ browser }: { browser: Browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ locale: 'zh-CN' })
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
  newPhone: async ({ browser, portal }: { browser: Browser; portal: Portal }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({
        locale: 'zh-CN',
        viewport: { width: 360, height: 740 },
        hasTouch: true,
      })
      contexts.push(context)
      await context.addInitScript({ content: KEEPS_NOTHING })
      return context.newPage()
    })
    for (const context of contexts) {
      expect(await context.cookies(portal.url), 'the portal sets no cookie on customers').toEqual([])
      await context.close()
    }
  },
})
export { expect }
