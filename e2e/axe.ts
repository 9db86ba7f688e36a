import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const VIEWS = [
  [1440, 'light'],
  [360, 'dark'],
] as const

/** Clean to axe, and no scrolling sideways, on a desk in light and on a phone in dark. */
export async function clean(page: Page, what: string): Promise<void> {
  for (const [width, colorScheme] of VIEWS) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(
      ({ id, nodes }) => `${what} ${width} ${colorScheme}: ${id} ${nodes[0]?.html}`,
    )
    expect.soft(found).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect.soft(overflow, `${what} at ${width} scrolls sideways`).toBe(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
