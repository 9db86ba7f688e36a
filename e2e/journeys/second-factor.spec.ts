import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { clean } from '../axe.ts'
import {
  addPasskey,
  asIfStale,
  Authenticator,
  enrol,
  localUrl,
  newPerson,
  openWithAuthenticator,
  PASSWORD,
} from '../factors.ts'
import { expect, test } from '../fixtures.ts'
import type { Staff } from '../staff.ts'

/** The first step, by hand. */
async function passPassword({ portal }: Staff, page: Page, username: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${portal.url}/login`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
}
const isSignedIn = (page: Page) => expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()

const KEY = /[A-Z2-7]{4}( [A-Z2-7]{1,4}){7}/
/** The key of a new authenticator, once it is shown. */
async function keyIn(dialog: Locator): Promise<string> {
  await expect(dialog).toContainText(KEY)
  return (KEY.exec(await dialog.innerText())?.[0] ?? '').replaceAll(' ', '')
}

test('sets up an authenticator app, signs in with its code, and with a recovery code', async ({
  staff,
  newPage,
}) => {
  test.slow()
  const username = await newPerson(staff)
  const page = await newPage()
  await passPassword(staff, page, username)
  await isSignedIn(page)

  await page.goto(`${staff.portal.url}/account`)
  await page.getByRole('button', { name: '添加验证器' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: '验证器的二维码' })).toBeVisible()
  await clean(page, 'authenticator app')
  const app = new Authenticator(await keyIn(dialog))
  await dialog.getByLabel('验证码').fill('000000')
  await dialog.getByRole('button', { name: '确认并开启' }).click()
  await expect(dialog.getByText('不对，请核对后再输入')).toBeVisible()
  await dialog.getByLabel('验证码').fill(await app.code())
  await dialog.getByRole('button', { name: '确认并开启' }).click()
  await expect(dialog.getByRole('list', { name: '恢复码' }).getByRole('listitem')).toHaveCount(10)
  await clean(page, 'recovery codes')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: '下载' }).click(),
  ])
  const codes = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  expect(codes).toHaveLength(10)
  await dialog.getByRole('button', { name: '已保存好' }).click()
  await expect(page.getByText('还剩 10 个')).toBeVisible()
  await clean(page, 'account with a second factor')

  await passPassword(staff, page, username)
  await expect(page.getByLabel('验证码')).toBeFocused()
  await clean(page, 'second step')
  await page.getByLabel('验证码').fill(await app.code())
  await page.getByRole('button', { name: '登录' }).click()
  await isSignedIn(page)

  await passPassword(staff, page, username)
  await page.getByRole('button', { name: '改用恢复码' }).click()
  await page.getByLabel('恢复码').fill(codes[0] ?? '')
  await page.getByRole('button', { name: '登录' }).click()
  await isSignedIn(page)
  await page.goto(`${staff.portal.url}/account`)
  await expect(page.getByText('还剩 9 个')).toBeVisible()
})

test('asks for a proof over the page and then does what was asked', async ({ staff, newPage }) => {
  const username = await newPerson(staff)
  const page = await newPage()
  const { codes } = await enrol(staff, page.context(), username)
  await page.goto(`${staff.portal.url}/account`)
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByLabel('新密码').fill('another long password')
  await asIfStale(page, '**/api/session/password')
  await page.getByRole('button', { name: '修改密码' }).click()
  const dialog = page.getByRole('dialog', { name: '请再次验证身份' })
  await clean(page, 'step-up')

  await dialog.getByRole('button', { name: '取消' }).click()
  await expect(page.getByText('这项操作需要再次验证身份')).toBeVisible()
  await expect(page.getByLabel('新密码')).toHaveValue('another long password')

  await asIfStale(page, '**/api/session/password')
  await page.getByRole('button', { name: '修改密码' }).click()
  await dialog.getByRole('button', { name: '改用恢复码' }).click()
  await dialog.getByLabel('恢复码').fill(codes[1] ?? '')
  await dialog.getByRole('button', { name: '验证', exact: true }).click()
  await expect(page.getByText('密码已修改')).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('a role that needs a second factor leads to setting one up, and to nothing else', async ({
  staff,
  page: admin,
  newPage,
}) => {
  test.slow()
  const username = await newPerson(staff, 'clerk')
  await admin.goto(`${staff.portal.url}/admin/staff`)
  const rule = admin.getByRole('group', { name: '必须使用的角色' })
  await rule.getByRole('checkbox', { name: '业务员' }).check()
  await admin.getByRole('button', { name: '保存要求' }).click()
  await expect(admin.getByText('已保存')).toBeVisible()
  await clean(admin, 'staff with a rule')
  try {
    const page = await newPage()
    await passPassword(staff, page, username)
    await expect(page.getByRole('heading', { name: '请先设置两步验证' })).toBeVisible()
    await page.goto(`${staff.portal.url}/orders`)
    await expect(page.getByRole('heading', { name: '请先设置两步验证' })).toBeVisible()
    await clean(page, 'second factor required')
    await page.getByRole('button', { name: '添加验证器' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('验证码').fill(await new Authenticator(await keyIn(dialog)).code())
    await dialog.getByRole('button', { name: '确认并开启' }).click()
    await dialog.getByRole('button', { name: '已保存好' }).click()
    await page.getByRole('button', { name: '继续' }).click()
    await expect(page.getByRole('heading', { name: '订单' })).toBeVisible()
  } finally {
    await staff.ask('PUT', '/api/factor-rules', { roles: [] })
  }
})

test('another admin resets the second factor of a user who lost everything', async ({
  staff,
  page: admin,
  newPage,
}) => {
  const username = await newPerson(staff)
  const page = await newPage()
  await enrol(staff, page.context(), username)
  await page.goto(`${staff.portal.url}/desk`)
  await isSignedIn(page)

  await admin.goto(`${staff.portal.url}/admin/staff`)
  await admin.getByRole('row', { name: username }).getByRole('button').click()
  await clean(admin, 'person with a second factor')
  await admin.getByRole('button', { name: '重置两步验证，立即退出登录' }).click()
  await expect(admin.getByRole('row', { name: username })).toContainText('未开启')

  expect((await page.request.get(`${staff.portal.url}/api/session`)).status()).toBe(401)
  await passPassword(staff, page, username)
  await isSignedIn(page)
})

test('asks for a proof before it makes a key', async ({ staff, newPage }) => {
  const username = await newPerson(staff, 'admin')
  const page = await newPage()
  const { app } = await enrol(staff, page.context(), username)
  await page.goto(`${staff.portal.url}/admin/payment-keys`)
  await asIfStale(page, '**/api/payment-keys')
  await page.getByRole('button', { name: '生成密钥' }).click()
  const dialog = page.getByRole('dialog', { name: '请再次验证身份' })
  await dialog.getByLabel('验证码').fill(await app.code())
  await dialog.getByRole('button', { name: '验证', exact: true }).click()
  await expect(page.getByText('新密钥，只显示这一次')).toBeVisible()
})

test('adds a passkey, signs in and proves the identity with it, renames and removes it', async ({
  staff,
  newPage,
}) => {
  test.slow()
  const username = await newPerson(staff)
  const page = await newPage()
  await openWithAuthenticator(staff, page, username)
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await clean(page, 'new passkey')
  await page.getByRole('button', { name: '取消' }).click()
  await addPasskey(page, '办公室电脑')
  await clean(page, 'account with a passkey')

  await page.context().clearCookies()
  await page.goto(`${localUrl(staff)}/login`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '用通行密钥登录' }).click()
  await isSignedIn(page)

  await page.goto(`${localUrl(staff)}/account`)
  await page.getByRole('button', { name: '改名 办公室电脑' }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('家里电脑')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('家里电脑').first()).toBeVisible()
  await asIfStale(page, '**/api/factors/passkeys/*')
  await page.getByRole('button', { name: '移除 家里电脑' }).click()
  await page.getByRole('button', { name: '移除通行密钥' }).click()
  await page.getByRole('button', { name: '用通行密钥验证' }).click()
  await expect(page.getByText('家里电脑')).toHaveCount(0)
  await expect(page.getByText('恢复码')).toHaveCount(0)
})

test('says why passkeys do not work at an IP address', async ({ staff, page }) => {
  await page.goto(`${staff.portal.url}/account`)
  await expect(page.getByText('通行密钥不支持 IP 地址')).toBeVisible()
  await expect(page.getByRole('button', { name: '添加通行密钥' })).toHaveCount(0)
})
