import type { Page } from '@playwright/test'
import type { Staff } from '../staff.ts'

export type Stage = {
  staff: Staff
  page: Page
  newPage(): Promise<Page>
  newPhone(): Promise<Page>
  language: 'zh' | 'en'
}

export type FormCase = {
  name: string
  /** The form's schema. It defines the codes. */
  schema?: unknown
  /** Prefix of the schema's paths in the server's answers. */
  prefix?: string
  /** Paths that this form never sends. */
  without?: RegExp
  /** Paths whose faults the form explains with its own sentences. */
  ownWords?: RegExp
  /** Problems that the form explains with its own, longer sentence. */
  ownProblem?: RegExp
  /** The problem texts that its page loads; default: the staff's. */
  words?: 'everywhere' | 'order'
  /** Opens the form, filled in so that it can be sent. */
  open(stage: Stage): Promise<Page>
}

export const field = (page: Page, path: string) => page.locator(`[data-field="${path}"]`).first()
export const fill = async (page: Page, values: Record<string, string>) => {
  for (const [path, value] of Object.entries(values)) await field(page, path).fill(value)
}
export const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click()

/** Picks from a searchable select once its options are loaded: the first, or the first that has the text. */
export async function choose(page: Page, path: string, text = ''): Promise<void> {
  await field(page, path).click()
  if (text) await field(page, path).fill(text)
  await page.getByRole('option', { name: text }).first().click()
}

export async function at({ staff, page, language }: Stage, path: string): Promise<Page> {
  const script = await page.addInitScript((spoken) => localStorage.setItem('language', spoken), language)
  await page.goto(`${staff.portal.url}${path}`)
  // The next form on this page may speak the other language.
  await script.dispose()
  return page
}
export const spoken = (url: string, { language }: Stage) => `${url}?lang=${language}`
