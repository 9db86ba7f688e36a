import { type BrowserContext, expect, type Page } from '@playwright/test'
import { totpCode } from '../server-proxy/testing/factors.ts'
import type { Staff } from './staff.ts'

const STEP_MS = 30_000
export const PASSWORD = 'a long password'

/** An authenticator app that never shows a code twice, because the portal takes each one once. */
export class Authenticator {
  readonly secret: string
  private last = 0

  constructor(secret: string) {
    this.secret = secret
  }

  /** Waits when the portal's window of one step ahead is used up. */
  async code(): Promise<string> {
    const step = Math.max(this.last + 1, Math.floor(Date.now() / STEP_MS))
    const early = (step - 1) * STEP_MS - Date.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early + 100))
    this.last = step
    return totpCode(this.secret, step * STEP_MS)
  }
}

/** A new member of staff with a password of their own. */
export async function newPerson(staff: Staff, role = 'manager'): Promise<string> {
  const username = `factor-${crypto.randomUUID().slice(0, 8)}`
  await staff.ask('POST', '/api/staff', { username, role, password: PASSWORD })
  return username
}

/** Signs in by the API in a browser and sets up an authenticator app, which other journeys do by hand. */
export async function enrol(
  { portal }: Staff,
  { request }: BrowserContext,
  username: string,
): Promise<{ app: Authenticator; codes: string[] }> {
  const post = async (path: string, data: object) => {
    const answer = await request.post(portal.url + path, { data, headers: { origin: portal.url } })
    expect(answer.status(), await answer.text()).toBeLessThan(300)
    return (await answer.json()) as Record<string, unknown>
  }
  await post('/api/session', { username, password: PASSWORD })
  const { secret } = await post('/api/factors/totp', {})
  const app = new Authenticator(String(secret))
  const { codes } = await post('/api/factors/totp/confirm', { code: await app.code() })
  return { app, codes: codes as string[] }
}

/** Answers the next act as the portal does ten minutes after the last proof. */
export async function asIfStale(page: Page, url: string): Promise<void> {
  await page.route(url, async function stale(route) {
    if (route.request().method() === 'GET') return route.fallback()
    await page.unroute(url, stale)
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 403, code: 'step-up-required', title: '' }),
    })
  })
}
