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
  let isStale = true
  await page.route(url, (route) => {
    if (!isStale || route.request().method() === 'GET') return route.fallback()
    isStale = false
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 403, code: 'step-up-required', title: '' }),
    })
  })
}

/** The same portal by the name that passkeys work on. */
export const localUrl = ({ portal }: Staff) => portal.url.replace('127.0.0.1', 'localhost')

/** Signs in on `localhost`, in a separate browser with its own virtual authenticator. */
export async function openWithAuthenticator(staff: Staff, page: Page, username: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const origin = localUrl(staff)
  const answer = await page.request.post(`${origin}/api/session`, {
    data: { username, password: PASSWORD },
    headers: { origin, 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  await page.goto(`${origin}/account`)
}

/** Adds a passkey on the account page and dismisses the recovery codes. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /添加通行密钥|Add passkey/ }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(name)
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await page.getByRole('button', { name: /已保存好|I have saved/ }).click()
  await expect(page.getByText(name).first()).toBeVisible()
}
