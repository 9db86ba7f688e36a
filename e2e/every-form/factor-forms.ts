import { ConfirmTotp, Proof } from '#contract/factors.ts'
import { asIfStale, enrol, newPerson, PASSWORD } from '../factors.ts'
import { expect } from '../fixtures.ts'
import { at, fill, press, type FormCase } from './stage.ts'

/** Forms of the second step. */
export const FACTOR_FORMS: readonly FormCase[] = [
  {
    name: 'second-step',
    words: 'everywhere',
    schema: Proof,
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
    name: 'prove',
    schema: Proof,
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
