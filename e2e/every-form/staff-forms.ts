import type { Page } from '@playwright/test'
import { AddRobot, OwnNotices } from '#contract/notices.ts'
import { ChangePassword, SignIn } from '#contract/session.ts'
import { AddStaff, ChangeStaff, SetPassword } from '#contract/staff.ts'
import { at, fill, press, type FormCase, type Stage } from './stage.ts'

async function atStaff(stage: Stage): Promise<Page> {
  const username = `answers-${Date.now()}`
  await stage.staff.ask('POST', '/api/staff', { username, role: 'clerk', password: 'long-enough-for-tests' })
  const page = await at(stage, '/admin/staff')
  await page
    .getByRole('row', { name: new RegExp(username) })
    .getByRole('button')
    .first()
    .click()
  return page
}

const password = 'long-enough-for-tests'

/** Forms of signing in, staff and notices. */
export const STAFF_FORMS: readonly FormCase[] = [
  {
    name: 'sign-in',
    words: 'everywhere',
    schema: SignIn,
    async open(stage) {
      const page = await stage.newPage()
      await page.goto(`${stage.staff.portal.url}/login?lang=${stage.language}`)
      await fill(page, { username: 'admin', password })
      return page
    },
  },
  {
    name: 'add-staff',
    schema: AddStaff,
    async open(stage) {
      const page = await at(stage, '/admin/staff')
      await press(page, /添加员工|Add/)
      await fill(page, { username: 'newcomer', password })
      return page
    },
  },
  { name: 'change-name', schema: ChangeStaff, without: /^(role|disabled)$/, open: atStaff },
  { name: 'change-role', open: atStaff },
  { name: 'salesperson', schema: ChangeStaff, without: /^(role|disabled|displayName)$/, open: atStaff },
  {
    name: 'set-password',
    schema: SetPassword,
    async open(stage) {
      const page = await atStaff(stage)
      await fill(page, { password })
      return page
    },
  },
  { name: 'disable-staff', open: atStaff },
  {
    name: 'change-password',
    schema: ChangePassword,
    async open(stage) {
      const page = await at(stage, '/account')
      await fill(page, { current: 'a-password-for-journeys', password })
      return page
    },
  },
  {
    name: 'add-robot',
    schema: AddRobot,
    open: async (stage) => {
      const page = await at(stage, '/admin/notices')
      await press(page, /添加机器人|Add robot/)
      await fill(page, { title: '操作部群', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' })
      return page
    },
  },
  {
    name: 'change-robot',
    open: async (stage) => {
      const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k'
      const robot = { brand: 'wecom', title: '操作部群', url, kinds: [], language: 'zh' }
      await stage.staff.ask('POST', '/api/notice-robots', robot)
      const page = await at(stage, '/admin/notices')
      await press(page, /^(更改|Change)/)
      return page
    },
  },
  {
    name: 'own-notices',
    schema: OwnNotices,
    open: (stage) => at(stage, '/account'),
  },
]
