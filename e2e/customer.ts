import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'

/** Waits for the boxes of `group` and checks them all: `all()` alone finds none before the page is drawn. */
export async function checkAll(group: Locator): Promise<void> {
  await expect(group.getByRole('checkbox').first()).toBeVisible()
  for (const box of await group.getByRole('checkbox').all()) await box.check()
}

/**
 * Confirms the platform's insure page and pays at its cashier, whose result page redirects after a moment.
 * Waits for that page, because a tab closed during the payment may never close.
 */
export async function payAtCashier(page: Page): Promise<void> {
  await page.getByLabel('我已阅读').check()
  await page.getByRole('button', { name: '立即投保' }).click()
  await page.getByRole('button', { name: /确认支付/ }).click()
  await page.waitForURL(/\/(pages\/result|return)\//)
}

/** Agrees to the notice before buying, which comes before the review. */
export async function passNotice(page: Page | FrameLocator): Promise<void> {
  await page.getByRole('checkbox', { name: /我已阅读投保提示/ }).check()
  await page.getByRole('button', { name: '下一步' }).click()
}
