import { expect, type FrameLocator, type Page } from '@playwright/test'
import { passNotice } from '../customer.ts'
import { LI_LEI } from '../li-lei.ts'
import type { EmbedEvent, PartnerSite } from './partner-site.ts'

const day = (ahead: number) =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
/** The data of a partner's server: the tour's days, and the person who booked. */
export const prefill = () => ({
  startDate: day(3),
  endDate: day(5),
  holder: { ...LI_LEI },
  insured: [{ ...LI_LEI, relation: 'self' }],
})
export const inFrame = (page: Page) => page.frameLocator('aigobo-portal iframe:not([hidden])')
export const element = ({ partner }: PartnerSite, more = '') =>
  `<aigobo-portal partner="${partner.id}" product="200207" plan="30543" ${more}></aigobo-portal>`
export const eventsOf = (page: Page) =>
  page.evaluate<EmbedEvent[]>('JSON.parse(sessionStorage.getItem("events") ?? "[]")')
export const lastError = async (page: Page) =>
  (await eventsOf(page)).findLast(({ name }) => name === 'error')?.code
export const names = async (page: Page) => (await eventsOf(page)).map(({ name }) => name)

/** From the plan, with everything else prefilled by the partner, to the order button. */
export async function order(frame: FrameLocator): Promise<void> {
  await frame.getByRole('button', { name: '下一步' }).click()
  await passNotice(frame)
  await expect(frame.getByRole('heading', { name: '核对并确认' })).toBeVisible()
  for (const box of await frame.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.check()
  await frame.getByRole('button', { name: '去支付' }).click()
}
