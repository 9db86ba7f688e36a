import type { Page } from '@playwright/test'
import { ConfirmTotp, Proof, RenamePasskey } from '#contract/factors.ts'
import { addPasskey, asIfStale, enrol, newPerson, openWithAuthenticator, PASSWORD } from '../factors.ts'
import { expect } from '../fixtures.ts'
import { at, fill, press, type FormCase, type Stage } from './stage.ts'

/** The account page of a new user, in a separate browser with its own virtual authenticator. */
async function atNewAccount({ staff, newPage, language }: Stage): Promise<Page> {
  const page = await newPage()
  await page.addInitScript((spoken) => localStorage.setItem('language', spoken), language)
  await openWithAuthenticator(staff, page, await newPerson(staff))
  return page
}

/** Forms of second factors. */
export const FACTOR_FORMS: readonly FormCase[] = [
  {
    name: 'second-step',
    words: 'everywhere',
    schema: Proof,
    without: /^assertion/,
    async open(stage) {
      const page = await stage.newPage()
      const username = await newPerson(stage.staff)
      await enrol(stage.staff, page.context(), username)
      await page.context().clearCookies()
      await page.goto(`${stage.staff.portal.url}/login?lang=${stage.language}`)
      await fill(page, { username, password: PASSWORD })
      await press(page, /登录|Sign in/)
      await fill(page, { code: '123456' })
      return page
    },
  },
  {
    name: 'confirm-totp',
    schema: ConfirmTotp,
    async open(stage) {
      const page = await at(stage, '/account')
      await press(page, /添加验证器|Add authenticator/)
      await fill(page, { code: '123456' })
      return page
    },
  },
  {
    name: 'add-passkey',
    schema: RenamePasskey,
    async open(stage) {
      const page = await atNewAccount(stage)
      await press(page, /添加通行密钥|Add passkey/)
      await fill(page, { name: '办公室电脑' })
      return page
    },
  },
  {
    name: 'rename-passkey',
    schema: RenamePasskey,
    async open(stage) {
      const page = await atNewAccount(stage)
      await addPasskey(page, '办公室电脑')
      await press(page, /改名|Rename/)
      return page
    },
  },
  {
    name: 'prove',
    schema: Proof,
    without: /^assertion/,
    async open(stage) {
      await asIfStale(stage.page, '**/api/factors/totp')
      const page = await at(stage, '/account')
      await press(page, /添加验证器|Add authenticator/)
      await fill(page, { code: PASSWORD })
      return page
    },
  },
  {
    name: 'factor-rules',
    async open(stage) {
      const page = await at(stage, '/admin/staff')
      await expect(page.getByRole('checkbox').first()).toBeVisible()
      return page
    },
  },
  {
    name: 'reset-factors',
    async open(stage) {
      const username = await newPerson(stage.staff)
      await enrol(stage.staff, (await stage.newPage()).context(), username)
      const page = await at(stage, '/admin/staff')
      await page.getByRole('row', { name: username }).getByRole('button').click()
      return page
    },
  },
]
