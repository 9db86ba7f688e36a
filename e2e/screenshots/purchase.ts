import { passNotice } from '../customer.ts'
import { LI_LEI, nextCardNo } from '../li-lei.ts'
import { startPartnerSite } from '../partner-site/partner-site.ts'
import { element, inFrame, order, prefill } from '../partner-site/tour-page.ts'
import type { Scene, Stage } from './stage.ts'
import { link, press, visit } from './steps.ts'

/** As from a chat: one line without a document. */
const PASTED = '韩梅梅 110101198801011230\n王小明 E12345678 13800000000\n赵六'

/** A partner's tour page with the element in that form; the site closes after its screenshot. */
const embedded =
  (attributes: string, more: object = {}) =>
  async ({ staff, page }: Stage) => {
    const site = await startPartnerSite(staff, more)
    await page.goto(
      site.page(
        `<aigobo-portal partner="${site.partner.id}" token-url="/aigobo-token" ${attributes}></aigobo-portal>`,
      ),
    )
    const inside = page.frameLocator('iframe').getByRole('heading', { level: 1 })
    await inside.waitFor({ timeout: 10_000 })
    await site.stop()
  }

/** A frame that reloads after its order: the portal offers it, to pay for it or to start another. */
async function offered({ staff, page }: Stage): Promise<void> {
  // Other scenes insure the same person.
  LI_LEI.cardNo = nextCardNo()
  const site = await startPartnerSite(staff)
  site.claims = { prefill: prefill(), reference: 'BOOKING-2026-0815', resume: true }
  await page.goto(site.page(element(site, 'token-url="/aigobo-token"')))
  const frame = inFrame(page)
  await order(frame)
  await frame.getByRole('link', { name: /去支付/ }).waitFor()
  await page.reload()
  await frame.getByRole('button', { name: '另外投保' }).waitFor()
  await site.stop()
}

/** A customer’s purchase, and the same inside a partner’s page. */
export const PURCHASE: Scene[] = [
  ['buy', async (stage) => stage.page.goto((await link(stage)).url)],
  [
    'buy-period',
    async (stage) => {
      await stage.page.getByText('计划一', { exact: true }).click()
      await press(stage, '下一步')
      await press(stage, '3 天')
    },
  ],
  ['buy-people', (stage) => press(stage, '下一步')],
  [
    'buy-people-wrong',
    async (stage) => {
      await stage.page.getByLabel('证件号').fill('110101199003071090')
      await press(stage, '下一步')
    },
  ],
  [
    'buy-paste',
    async (stage) => {
      await press(stage, '粘贴名单')
      await stage.page.getByRole('textbox', { name: '名单' }).fill(PASTED)
    },
  ],
  [
    'buy-paste-check',
    async (stage) => {
      await press(stage, '核对名单')
      await press(stage, '修改王小明')
    },
  ],
  [
    'buy-group',
    async (stage) => {
      await stage.page.getByLabel('这些人是投保人的').selectOption('other')
      await stage.page.getByRole('button', { name: /^加入/ }).click()
      await press(stage, '返回')
      await stage.page.getByLabel('姓名').fill(LI_LEI.name)
      await stage.page.getByLabel('证件号').fill(LI_LEI.cardNo)
      await stage.page.getByLabel('手机号').fill(LI_LEI.mobile)
    },
  ],
  [
    'buy-person',
    async (stage) => {
      await stage.page.getByRole('button', { name: /王小明/ }).click()
    },
  ],
  [
    'buy-notice',
    async (stage) => {
      await stage.page.getByLabel('出生日期').fill('1988-02-29')
      await stage.page.getByLabel('性别').selectOption('F')
      await press(stage, '完成')
      await press(stage, '下一步')
      await stage.page.getByRole('heading', { name: '投保提示' }).waitFor()
    },
  ],
  [
    'buy-review',
    async (stage) => {
      await passNotice(stage.page)
      await stage.page.getByRole('heading', { name: '核对并确认' }).waitFor()
    },
  ],
  ['buy-consents-missing', (stage) => press(stage, '去支付')],
  [
    'buy-ordered',
    async (stage) => {
      const { page } = stage
      for (const consent of await page.getByRole('group', { name: '确认与同意' }).getByRole('checkbox').all())
        await consent.check()
      await press(stage, '去支付')
      // Other scenes insure the same people.
      await page.getByRole('checkbox', { name: /仍要投保/ }).check()
      await press(stage, '去支付')
      await page.waitForURL('**/pages/insure/**', { timeout: 20_000 })
      await page.goBack()
      await page.getByRole('link', { name: '去支付' }).waitFor()
    },
  ],
  [
    'buy-evidence',
    async (stage) => {
      await visit(stage, '/orders')
      // The newest is the one just bought.
      await stage.page.locator('a[href^="/orders/"]').first().click()
      await stage.page.locator('summary').filter({ hasText: '更多操作' }).click()
      await stage.page.getByRole('link', { name: '销售过程' }).click()
      await stage.page.getByText(/记录完整/).waitFor()
    },
  ],
  [
    'buy-evidence-replay',
    async (stage) => {
      await stage.page.getByRole('link', { name: '回放' }).click()
      await press(stage, '开始回放')
      await stage.page.getByRole('slider', { name: '位置' }).press('End')
    },
  ],
  ['evidence-check', '/evidence'],
  ['buy-unknown', (stage) => stage.page.goto(`${stage.portal.url}/buy/unknown`)],
  ['embed-inline', embedded('accent="#7a1f5c" radius="12"')],
  ['embed-offered', offered],
  ['embed-card', embedded('mode="card"')],
  ['embed-unlicensed', embedded('', { licensed: false })],
]
