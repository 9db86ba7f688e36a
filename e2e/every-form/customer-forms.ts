import type { Page } from '@playwright/test'
import { LookUpOrder, SurrenderOwnOrder } from '#contract/own-order.ts'
import { ShowPeople } from '#contract/order-requests.ts'
import { PlaceOrder } from '#contract/place-order.ts'
import { ProveHolder } from '#contract/prove-holder.ts'
import { checkAll } from '../customer.ts'
import { expect } from '../fixtures.ts'
import { LI_LEI } from '../li-lei.ts'
import { at, field, fill, press, spoken, type FormCase, type Stage } from './stage.ts'

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

/** Forms on a customer’s phone, and the one about what the customer was shown. */
export const CUSTOMER_FORMS: readonly FormCase[] = [
  {
    name: 'purchase',
    words: 'everywhere',
    schema: PlaceOrder,
    without: /^(memberId|productCode|payType|secondCover)$/,
    open: review,
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
    name: 'own-surrender',
    ownWords: /^policyCodes$/,
    words: 'order',
    ownProblem: /^too-many-requests$/,
    schema: SurrenderOwnOrder,
    async open(stage) {
      const phone = await ownOrder(stage)
      await press(phone, /^(申请退保|Cancel policy)/)
      await checkAll(phone.getByRole('dialog'))
      await fill(phone, { lastFour: LI_LEI.cardNo.slice(-4) })
      return phone
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
    name: 'annex',
    schema: ShowPeople,
    async open(stage) {
      const phone = await review(stage)
      await submit(phone)
      await phone.waitForURL('**/pages/insure/**')
      const { items } = await stage.staff.ask<{ items: { id: string }[] }>('GET', '/api/orders?limit=1')
      const page = await at(stage, `/orders/${items[0]?.id}/evidence`)
      await press(page, /^(下载附件|Download annex)$/)
      await field(page, 'reason').selectOption({ index: 1 })
      return page
    },
  },
]
