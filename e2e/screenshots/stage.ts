import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'
import type { Placed, Staff } from '../staff.ts'
import type { Portal } from '../portal.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'screenshots')
const WIDTHS = [1440, 768, 360]
const THEMES = ['light', 'dark'] as const

export type Stage = { staff: Staff; page: Page; portal: Portal; orders: Record<string, Placed> }

/** A name, and a path of the portal or the steps to the state, which is then captured. */
export type Scene = [
  name: string,
  open: string | ((stage: Stage) => Promise<unknown>),
  more?: { still?: true },
]

/** The scenes to capture: all, or those whose name contains a word of SHOTS. */
const wanted = (name: string) =>
  (process.env['SHOTS'] ?? '').split(/[ ,]+/).some((word) => name.includes(word))

/** Captures each scene in three widths, light and dark. Reports an unreachable one and continues. */
export async function take(stage: Stage, scenes: readonly Scene[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const { page } = stage
  // A scene that cannot be reached is reported soon.
  page.setDefaultTimeout(15_000)
  for (const [name, open, { still = false } = {}] of scenes.filter(([one]) => wanted(one))) {
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.setViewportSize({ width: 1440, height: 900 })
    try {
      if (typeof open === 'string') await page.goto(stage.portal.url + open)
      else await open(stage)
      if (!still) await expect(page.locator('.late')).toHaveCount(0, { timeout: 5_000 })
      await expect(page.getByRole('heading', { level: 1 }).or(page.locator('.late')).first()).toBeVisible()
    } catch (error) {
      expect.soft(error, name).toBeUndefined()
    }
    for (const width of WIDTHS)
      for (const colorScheme of THEMES) {
        // As high as the page, so fixed elements stay at the picture's edge.
        const least = width === 360 ? 740 : 900
        await page.setViewportSize({ width, height: least })
        await page.emulateMedia({ colorScheme })
        const height = await page.evaluate<number>('document.documentElement.scrollHeight')
        await page.setViewportSize({ width, height: Math.max(least, height) })
        await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`) })
      }
  }
}
