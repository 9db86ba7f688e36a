import { expect, type Page } from '@playwright/test'
import { newPerson, PASSWORD } from './factors.ts'
import type { Placed, Staff } from './staff.ts'

export const GROUND = '上海市某区人民法院 (2026)沪01民初123号'

/** A surrendered order: its cover has ended, its retention term has not. */
export async function surrenderedOrder(staff: Staff): Promise<Placed> {
  const placed = await staff.issuedOrder()
  await staff.onPlatform(placed, 'surrender')
  const refreshed = () => staff.ask<{ status: string }>('POST', `/api/orders/${placed.id}/refresh`, {})
  await expect.poll(async () => (await refreshed()).status, { timeout: 20_000 }).toBe('surrendered')
  return placed
}

/** The id of a sealed order. */
export async function sealedOrder(staff: Staff): Promise<string> {
  const { id } = await surrenderedOrder(staff)
  await staff.ask('POST', `/api/orders/${id}/erase`, {})
  return id
}

/** Signs another administrator in on a page of a context of its own. */
export async function asAdministrator(staff: Staff, page: Page): Promise<Page> {
  const username = await newPerson(staff, 'admin')
  await post(staff, page, '/api/session', { username, password: PASSWORD })
  return page
}

/** Asks there to open a sealed order. */
export const askOpening = (staff: Staff, page: Page, id: string): Promise<void> =>
  post(staff, page, `/api/orders/${id}/openings`, { ground: GROUND })

async function post({ portal: { url } }: Staff, page: Page, path: string, data: object): Promise<void> {
  const answer = await page.request.post(url + path, { data, headers: { origin: url } })
  expect(answer.status(), path).toBe(200)
}
