import { test } from '../fixtures.ts'
import { startPortal } from '../portal.ts'
import { AFTERWARDS } from './afterwards.ts'
import { EMPTY } from './first-day.ts'
import { ORDER } from './order.ts'
import { PURCHASE } from './purchase.ts'
import { SALE } from './sale.ts'
import { type Stage, take } from './stage.ts'
import { WORK } from './work.ts'

const LONG = {
  name: "Anna-Maria Straße O'Neil Müller",
  cardType: 'passport',
  cardNo: 'E12345678',
  birthday: '1988-02-29',
  gender: 'F',
  mobile: '13700137000',
  email: 'anna-maria@a-long-name.example',
}

test.setTimeout(20 * 60_000)

test('every page in its states', async ({ staff, page, portal, browser }) => {
  const visitor = await browser.newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })
  await take({ staff, page: await visitor.newPage(), portal, orders: {} }, EMPTY.slice(0, 2))
  await visitor.close()
  await take({ staff, page, portal, orders: {} }, EMPTY.slice(2))
  await staff.prepare()
  const orders = {
    unpaid: await staff.order(),
    paying: await staff.order({ people: 1 }),
    credit: await staff.order({ payType: 'credit' }),
    issued: await staff.issuedOrder({ people: 3 }),
    refunded: await staff.issuedOrder({ people: 1 }),
    failed: await staff.order({ people: 1 }),
    long: await staff.order({
      holder: LONG,
      insured: [
        { ...LONG, relation: 'self' },
        { ...LONG, cardNo: 'E87654321', relation: 'spouse' },
      ],
    }),
  }
  await staff.onPlatform(orders.credit, 'confirm')
  await staff.onPlatform(orders.refunded, 'surrender')
  await staff.onPlatform(orders.failed, 'cancel')
  for (const { id } of [orders.credit, orders.failed, orders.refunded])
    await staff.ask('POST', `/api/orders/${id}/refresh`, {})
  const stage = { staff, page, portal, orders }
  for (const scenes of [SALE, WORK, ORDER, PURCHASE, AFTERWARDS]) await take(stage, scenes)
})

test('the kit', async ({ page }) => {
  const portal = await startPortal({}, '--dev')
  await take({ page, portal, orders: {} } as unknown as Stage, [['kit', '/kit']])
  await portal.stop()
})
