import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ownMobile } from '../li-lei.ts'

/** Keeps what the page's live regions say, as a screen reader would hear it. */
const LISTEN = `
  globalThis.said = []
  const hear = (node) => {
    const element = node instanceof Element ? node : node.parentElement
    const words = element?.closest('[role=status], [role=alert]')?.textContent.trim()
    if (words) said.push(words)
  }
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) for (const node of [target, ...addedNodes]) hear(node)
  }).observe(document, { subtree: true, childList: true, characterData: true })
`

const heard = (page: Page) => page.evaluate<string>("said.join('\\n')")
const title = (page: Page) => page.getByRole('heading', { level: 1 })
const more = (page: Page) => page.locator('summary').filter({ hasText: '更多操作' }).click()

async function act(page: Page, press: () => Promise<void>, focused: Locator, said?: string | RegExp) {
  await page.evaluate('said.splice(0)')
  await press()
  await expect(focused).toBeFocused()
  if (said) await expect.poll(() => heard(page)).toMatch(said)
}

test.beforeEach(async ({ page }) => page.addInitScript(LISTEN))

test('moves the focus to the result or its heading when an act removes its button', async ({
  staff,
  page,
  portal,
}) => {
  await page.goto(portal.url)
  await act(page, () => staff.registerMember(ownMobile()), title(page), /注册成功/)
  await staff.prepare()
  await staff.fillSale()
  await act(page, async () => void (await staff.placeOrder()), title(page))
  await staff.fillSale()
  await act(page, () => page.getByRole('button', { name: '交给客户' }).click(), title(page))
  const revoke = async () => {
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByRole('button', { name: '停用链接，立即生效' }).click()
  }
  await act(page, revoke, title(page), /已停用/)

  const { id } = await staff.issuedOrder({ people: 2 })
  await page.goto(`${portal.url}/orders/${id}`)
  const refresh = page.getByRole('button', { name: '向平台核对' })
  await act(page, () => refresh.click(), refresh, /已向平台核对：已承保/)
  const invoice = async () => {
    await page.getByRole('button', { name: '申请开票' }).click()
    await page.getByLabel('发票抬头').fill('李雷')
    await page.getByRole('button', { name: '提交申请' }).click()
  }
  await act(page, invoice, page.getByRole('heading', { name: '发票' }), /正在开票/)
  const surrender = async () => {
    await page.getByText('变更', { exact: true }).click()
    await page.getByRole('button', { name: '退保' }).click()
    await page.getByRole('dialog').getByRole('checkbox').nth(1).check()
    await page.getByRole('button', { name: '退保 1 人，保障立即终止' }).click()
  }
  await act(page, surrender, page.locator('[data-result]'), /已申请退保 1 人/)

  const unpaid = await staff.order({ people: 1 })
  await page.goto(`${portal.url}/orders/${unpaid.id}`)
  const close = async () => {
    await more(page)
    await page.getByRole('button', { name: '关闭订单' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '关闭订单' }).click()
  }
  await act(page, close, page.locator('[data-result]'), /订单已关闭/)
})

test('says how many a search has found, with the focus still in its field', async ({
  staff,
  page,
  portal,
}) => {
  const mobile = ownMobile()
  await staff.order({ people: 1, mobile })
  await staff.order({ people: 2, mobile })
  await page.goto(`${portal.url}/orders`)
  const field = page.getByRole('searchbox', { name: '搜索' })
  const find = async (words: string) => {
    await field.fill(words)
    await field.press('Enter')
  }
  await act(page, () => find(mobile), field, /^2 条结果$/m)
  await act(page, () => find('查无此人'), field, /没有结果/)
})
