import { expect, type Page } from '@playwright/test'
import { clean } from './axe.ts'
import { checkAll, passNotice } from './customer.ts'
import { LI_LEI } from './li-lei.ts'
import type { Staff } from './staff.ts'
import { small } from './targets.ts'

type Link = { id: string; url: string }

/** A purchase link by the API, for journeys that begin on the phone. */
export async function makeLink(staff: Staff, more: object = {}): Promise<Link> {
  const memberId = await staff.prepare()
  return staff.ask('POST', '/api/links', { memberId, productCode: '200207', uses: 1, days: 7, ...more })
}

/** Expects no axe violations, and targets of at least 44 px. */
export async function cleanOnPhone(phone: Page, what: string): Promise<void> {
  await clean(phone, what)
  await phone.setViewportSize({ width: 360, height: 740 })
  expect.soft(await small(phone, 44, 14, true), what).toEqual([])
}

export const heading = (phone: Page, name: string | RegExp) => phone.getByRole('heading', { level: 1, name })
export const next = (phone: Page) => phone.getByRole('button', { name: '下一步' }).click()
export const consents = (phone: Page) =>
  phone.getByRole('group', { name: '确认与同意' }).getByRole('checkbox')

export const agree = (phone: Page) => checkAll(phone.getByRole('group', { name: '确认与同意' }))

/** Goes to the review, for 李雷 alone. */
export async function fillIn(phone: Page): Promise<void> {
  await phone.getByText('计划一', { exact: true }).click()
  await next(phone)
  await phone.getByRole('button', { name: '3 天', exact: true }).click()
  await next(phone)
  await phone.getByLabel('姓名').fill(LI_LEI.name)
  await phone.getByLabel('证件号').fill(LI_LEI.cardNo)
  await phone.getByLabel('手机号').fill(LI_LEI.mobile)
  await next(phone)
  await passNotice(phone)
  await expect(heading(phone, '核对并确认')).toBeVisible()
}
