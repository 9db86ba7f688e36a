import type { Page } from '@playwright/test'
import { AddDocument } from '#contract/add-document.ts'
import { Cover } from '#contract/cover.ts'
import { Disclosure } from '#contract/disclosure.ts'
import { MakeLink } from '#contract/links.ts'
import { ConfirmTotp, Proof } from '#contract/factors.ts'
import { RegisterMember, SaveMemberNote } from '#contract/members.ts'
import { ApplyInvoice } from '#contract/invoices.ts'
import { ResolveAttention, ShowPeople, SurrenderOrder } from '#contract/order-requests.ts'
import { AddRobot, OwnNotices } from '#contract/notices.ts'
import { LookUpOrder, SurrenderOwnOrder } from '#contract/own-order.ts'
import { InspectToken, SavePartner } from '#contract/partners.ts'
import { PlaceOrder } from '#contract/place-order.ts'
import { ProveHolder } from '#contract/prove-holder.ts'
import { ProductRules, ProductSale } from '#contract/products.ts'
import { ChangePassword, SignIn } from '#contract/session.ts'
import { AddStaff, ChangeStaff, SetPassword } from '#contract/staff.ts'
import { asIfStale, enrol, newPerson, PASSWORD } from './factors.ts'
import { expect, LI_LEI, type Staff } from './fixtures.ts'

export type Stage = {
  staff: Staff
  page: Page
  newPage(): Promise<Page>
  newPhone(): Promise<Page>
  language: 'zh' | 'en'
}

export type FormCase = {
  name: string
  /** The form's schema, from which its codes come. */
  schema?: unknown
  /** Prefix of the schema's paths in the server's answers. */
  prefix?: string
  /** Paths that this form never sends. */
  without?: RegExp
  /** Paths for which the form has its own sentences. */
  ownWords?: RegExp
  /** Problems for which the form says more than their sentence. */
  ownProblem?: RegExp
  /** The problem texts that its page loads; default: the staff's. */
  words?: 'everywhere' | 'order'
  /** Opens the form, filled in so that it can be sent. */
  open(stage: Stage): Promise<Page>
}

const field = (page: Page, path: string) => page.locator(`[data-field="${path}"]`).first()
const fill = async (page: Page, values: Record<string, string>) => {
  for (const [path, value] of Object.entries(values)) await field(page, path).fill(value)
}
/** The menu of an order's less frequent actions. */
const MORE = /更多操作|More actions/
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click()

async function at({ staff, page, language }: Stage, path: string): Promise<Page> {
  await page.addInitScript((spoken) => localStorage.setItem('language', spoken), language)
  await page.goto(`${staff.portal.url}${path}`)
  return page
}
const spoken = (url: string, { language }: Stage) => `${url}?lang=${language}`

async function atOrder(
  stage: Stage,
  opener: RegExp,
  more: Parameters<Staff['order']>[0] = {},
  menu?: RegExp,
): Promise<Page> {
  const { id } = await stage.staff.issuedOrder(more)
  const page = await at(stage, `/orders/${id}`)
  if (menu) await page.locator('summary').filter({ hasText: menu }).click()
  await press(page, opener)
  return page
}

async function partner({ staff }: Stage): Promise<string> {
  const body = {
    name: '湖畔旅行',
    origins: ['https://www.lake.example'],
    memberId: await staff.prepare(),
    products: ['200207'],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: '',
    webhookUrl: '',
  }
  return (await staff.ask<{ id: string }>('POST', '/api/partners', body)).id
}

async function ownOrder(stage: Stage): Promise<Page> {
  const { id } = await stage.staff.issuedOrder({ people: 2 })
  const { url } = await stage.staff.ask<{ url: string }>('POST', `/api/orders/${id}/own-link`, {})
  const phone = await stage.newPhone()
  await phone.goto(spoken(url, stage))
  return phone
}

async function purchase(stage: Stage, more: object = {}): Promise<Page> {
  const memberId = await stage.staff.prepare()
  const order = { memberId, productCode: '200207', uses: 1, days: 7, ...more }
  const { url } = await stage.staff.ask<{ url: string }>('POST', '/api/links', order)
  const phone = await stage.newPhone()
  await phone.goto(spoken(url, stage))
  return phone
}

const submit = (page: Page) => page.locator('form[name=purchase] button[type=submit]').click()

/** Goes to the review, for the holder and one more person, with every consent given. */
async function review(stage: Stage): Promise<Page> {
  const phone = await purchase(stage)
  await field(phone, 'planCode').check()
  await submit(phone)
  await press(phone, /^(3 天|3 days)$/)
  await submit(phone)
  await fill(phone, {
    'holder.name': LI_LEI.name,
    'holder.cardNo': LI_LEI.cardNo,
    'holder.mobile': LI_LEI.mobile,
  })
  await field(phone, 'insured').click()
  await person(phone)
  await phone.locator('form[name=person] button[type=submit]').click()
  await expect(phone.locator('[data-field="insured.1."]')).toBeVisible()
  await submit(phone)
  await field(phone, 'consents.notice').check()
  await submit(phone)
  await expect(field(phone, 'consents.truth')).toBeVisible()
  for (const consent of await phone.locator('[data-field^="consents."]').all()) await consent.check()
  return phone
}

async function person(phone: Page): Promise<void> {
  await field(phone, 'insured.1.cardType').selectOption('passport')
  await fill(phone, {
    'insured.1.name': '韩梅梅',
    'insured.1.cardNo': 'E1234567',
    'insured.1.birthday': '1988-02-29',
  })
  await field(phone, 'insured.1.gender').selectOption('F')
  await field(phone, 'insured.1.relation').selectOption('spouse')
}

async function sale(stage: Stage): Promise<Page> {
  await stage.staff.prepare()
  const page = await at(stage, '/sell')
  await page
    .getByRole('button', { name: /新建投保单|New application/ })
    .first()
    .click()
  await field(page, 'productCode').fill('200207')
  await field(page, 'productCode').press('Enter')
  await field(page, 'planCode').check()
  await press(page, /^(3 天|3 days)$/)
  await fill(page, { 'holder.name': LI_LEI.name, 'holder.cardNo': LI_LEI.cardNo })
  await press(page, /投保人也是被保险人|policyholder is also insured/i)
  return page
}

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

/** Every form of the browser, and how to reach its button. */
export const FORMS: readonly FormCase[] = [
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
    name: 'register-member',
    schema: RegisterMember,
    async open(stage) {
      const page = await at(stage, '/members/new')
      await fill(page, { company: '苏州湖畔旅行社有限公司', mobile: '13800138000', address: '星湖街 328 号' })
      await field(page, 'province').selectOption('江苏省')
      await field(page, 'city').selectOption('苏州市')
      return page
    },
  },
  {
    name: 'add-product',
    async open(stage) {
      const page = await at(stage, '/products')
      await fill(page, { productCode: '200207' })
      return page
    },
  },
  {
    name: 'document',
    schema: AddDocument,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/products/200207')
      await press(page, /添加文件|Add document/)
      await page
        .getByText(/^(正文|Text)$/)
        .first()
        .click()
      await fill(page, { title: '条款', version: '1', content: '内容' })
      return page
    },
  },
  {
    name: 'cover',
    schema: Cover,
    prefix: 'cover.',
    // Lists of sums are keyed by plan; the sentence about too many lines is the form's own.
    without: /^lines$|sums/,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/products/200207')
      await fill(page, {
        'lines.0.name.zh': '意外身故、伤残',
        'lines.0.name.en': 'Accidental death or disability',
        'exclusions.zh': '战争',
        'exclusions.en': 'War',
      })
      return page
    },
  },
  {
    name: 'rules',
    schema: ProductRules,
    prefix: 'rules.',
    ownWords: /./,
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'sale-words',
    schema: ProductSale,
    prefix: 'sale.',
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'public-entry',
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'link',
    schema: MakeLink,
    ownWords: /^(uses|days)$/,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/links/new')
      await field(page, 'memberId').press('ArrowDown')
      await field(page, 'memberId').press('Enter')
      await field(page, 'productCode').fill('200207')
      await field(page, 'productCode').press('Enter')
      return page
    },
  },
  { name: 'sale', schema: PlaceOrder, open: sale },
  {
    name: 'invoice',
    schema: ApplyInvoice,
    async open(stage) {
      const page = await atOrder(stage, /申请开票|Request invoice/)
      await page.getByText(/^(公司|Company)$/).click()
      await fill(page, { invoiceTitle: '苏州湖畔旅行社有限公司', taxpayerNo: '91330100799655058B' })
      return page
    },
  },
  {
    name: 'surrender',
    schema: SurrenderOrder,
    async open(stage) {
      const page = await atOrder(stage, /^(退保|Surrender)$/, { people: 2 }, /^(变更|Change)$/)
      await page.getByRole('dialog').getByRole('checkbox').first().check()
      return page
    },
  },
  {
    name: 'show-people',
    schema: ShowPeople,
    async open(stage) {
      const page = await atOrder(stage, /显示完整信息|查看完整|Show/)
      await field(page, 'reason').selectOption({ index: 1 })
      return page
    },
  },
  {
    name: 'settle',
    schema: ResolveAttention,
    async open(stage) {
      const { staff } = stage
      const order = await staff.order({ payType: 'credit' })
      await staff.onPlatform(order, 'confirm')
      await staff.ask('POST', `/api/orders/${order.id}/refresh`, {})
      const memberId = await staff.prepare()
      await staff.control('POST', `/members/${memberId}`, { credit: 0 })
      await stage.page.request.post(`${staff.portal.url}/api/orders/${order.id}/payment`, {
        data: { txnStatus: 'paid' },
        headers: { origin: staff.portal.url },
      })
      await staff.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
      const page = await at(stage, `/orders/${order.id}`)
      await press(page, /标为已处理|Resolve/)
      return page
    },
  },
  {
    name: 'erase-people',
    async open(stage) {
      return atOrder(stage, /删除个人信息|Erase/, {}, MORE)
    },
  },
  {
    name: 'change-order',
    async open(stage) {
      const { id } = await stage.staff.issuedOrder({ people: 2 })
      const page = await at(stage, `/orders/${id}/change`)
      await page.getByText(/^(改期|Dates)$/).click()
      await field(page, 'policyCodes').check()
      await fill(page, { startDate: '2027-01-05', endDate: '2027-01-07' })
      return page
    },
  },
  {
    name: 'close-order',
    async open(stage) {
      const { id } = await stage.staff.order()
      const page = await at(stage, `/orders/${id}`)
      await page.locator('summary').filter({ hasText: MORE }).click()
      await press(page, /^(关闭订单|Close order)$/)
      return page
    },
  },
  {
    name: 'credit-payment',
    async open(stage) {
      const order = await stage.staff.order({ payType: 'credit' })
      await stage.staff.onPlatform(order, 'confirm')
      await stage.staff.ask('POST', `/api/orders/${order.id}/refresh`, {})
      const page = await at(stage, `/orders/${order.id}`)
      await press(page, /^(确认已收款|Payment received)$/)
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
  { name: 'change-name', schema: ChangeStaff, without: /^(role|disabled)$/, open: atStaff },
  {
    name: 'member-note',
    schema: SaveMemberNote,
    open: async (stage) => at(stage, `/members/${await stage.staff.prepare()}`),
  },
  { name: 'change-role', open: atStaff },
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
    name: 'partner',
    schema: SavePartner,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/admin/partners/new')
      await fill(page, { name: '湖畔旅行', origins: 'https://www.lake.example' })
      await field(page, 'memberId').selectOption({ index: 1 })
      await field(page, 'products').check()
      return page
    },
  },
  {
    name: 'inspector',
    schema: InspectToken,
    async open(stage) {
      const page = await at(stage, `/admin/playground?partner=${await partner(stage)}`)
      await fill(page, { token: 'e30.e30.signature' })
      return page
    },
  },
  {
    name: 'confirm-partner',
    async open(stage) {
      const page = await at(stage, `/admin/partners/${await partner(stage)}`)
      await press(page, /^(停用|Disable)/)
      return page
    },
  },
  {
    name: 'playground',
    async open(stage) {
      const id = await partner(stage)
      const page = await at(stage, `/admin/playground?partner=${id}`)
      await press(page, /加入来源|允许|Add/)
      await expect(page.locator('form[name=playground] button[type=submit]')).toBeVisible()
      return page
    },
  },
  {
    name: 'revoke-payment-key',
    async open(stage) {
      const page = await at(stage, '/admin/payment-keys')
      if ((await page.getByRole('row').count()) === 0) await press(page, /生成密钥|Create/)
      await page.getByRole('table').getByRole('button').first().click()
      return page
    },
  },
  {
    name: 'lookup',
    words: 'order',
    ownProblem: /^too-many-requests$/,
    schema: LookUpOrder,
    async open(stage) {
      const phone = await stage.newPhone()
      await phone.goto(spoken(`${stage.staff.portal.url}/lookup`, stage))
      await fill(phone, { contact: LI_LEI.mobile, orderNo: 'X1', lastFour: LI_LEI.cardNo.slice(-4) })
      return phone
    },
  },
  {
    name: 'own-surrender',
    ownWords: /^policyCodes$/,
    words: 'order',
    ownProblem: /^too-many-requests$/,
    schema: SurrenderOwnOrder,
    async open(stage) {
      const phone = await ownOrder(stage)
      await press(phone, /^(申请退保|Cancel policy)/)
      for (const policy of await phone.getByRole('dialog').getByRole('checkbox').all()) await policy.check()
      await fill(phone, { lastFour: LI_LEI.cardNo.slice(-4) })
      return phone
    },
  },
  {
    name: 'prove-holder',
    words: 'order',
    ownProblem: /^too-many-requests$/,
    schema: ProveHolder,
    async open(stage) {
      const phone = await ownOrder(stage)
      await press(phone, /电子保单|保单|Policy/)
      await fill(phone, { lastFour: LI_LEI.cardNo.slice(-4) })
      return phone
    },
  },
  {
    name: 'prove-purchase',
    words: 'everywhere',
    ownProblem: /^(too-many-requests|proofs-closed|wrong-last-four)$/,
    schema: ProveHolder,
    ownWords: /./,
    async open(stage) {
      const holder = { ...LI_LEI, cardType: 'id-card', birthday: '1990-03-07', gender: 'M', email: '' }
      const phone = await purchase(stage, { prefill: { holder } })
      await fill(phone, { lastFour: LI_LEI.cardNo.slice(-4) })
      return phone
    },
  },
  {
    name: 'purchase',
    words: 'everywhere',
    schema: PlaceOrder,
    without: /^(memberId|productCode|payType|secondCover)$/,
    open: review,
  },
  {
    name: 'disclosure',
    schema: Disclosure,
    open: (stage) => at(stage, '/admin/disclosure'),
  },
]

/** Forms that send nothing: their own journeys test their faults. */
export const SEND_NOTHING = new Set(['own-days', 'person'])
