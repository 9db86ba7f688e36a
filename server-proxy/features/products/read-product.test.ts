import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import type { Product, ProductList } from '#contract/products.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { MEMBER, preparedOrder } from '../../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
  await portal.ask('POST', '/api/members', MEMBER)
})
afterAll(() => portal.close())

test('refuses a product whose name is too long for an order', async () => {
  const answer = await portal.ask('PUT', '/api/products/900152', {})
  expect(answer.statusCode).toBe(422)
  expect(answer.json<Problem>()).toMatchObject({ code: 'product-name-too-long' })
  expect(answer.json<Problem>().title).toContain('32')
  const { items } = (await portal.ask('GET', '/api/products')).json<ProductList>()
  expect(items.map(({ productCode }) => productCode)).not.toContain('900152')
})

test('reads one plan with its planCode and replaces only that one', async () => {
  await portal.ask('PUT', '/api/products/200207', {})
  const plans = JSON.stringify([
    { planCode: '30543', planName: '旧名', minPrice: null },
    { planCode: '30544', planName: '计划二', minPrice: 7 },
  ])
  await portal.deps.db.updateTable('products').set({ plans }).execute()
  const product = (await portal.ask('PUT', '/api/products/200207/plans/30543', {})).json<Product>()
  expect(product.plans).toEqual([
    { planCode: '30543', planName: '计划一', minPrice: 100 },
    { planCode: '30544', planName: '计划二', minPrice: 7 },
  ])
  const { calls } = await portal.control<{ calls: { bodyText: string }[] }>(
    'GET',
    '/calls?interface=getDistrProductDetail',
  )
  expect(JSON.parse(calls[0]?.bodyText ?? '')).toMatchObject({ productCode: '200207', planCode: '30543' })
})

test('refuses a plan unknown to the platform with its reason', async () => {
  const unknown = await portal.ask('PUT', '/api/products/200207/plans/1', {})
  expect([unknown.statusCode, unknown.json<Problem>().code]).toEqual([422, '3000'])
  const foreign = await portal.ask('PUT', '/api/products/200208/plans/20801', {})
  expect(foreign.statusCode).toBe(404)
})

test('a plan without a readable price is stored and can be sold', async () => {
  const plans = [
    { planCode: '30543', planName: '计划一', minPrice: '面议' },
    { planCode: '30544', planName: '计划二', minPrice: '1,000.00' },
  ]
  const data = {
    productCode: '200207',
    productName: '天安 “旅途无忧” 一日游',
    insuranceCompanyLogo: '',
    plans,
  }
  const body = JSON.stringify({ code: '0000', message: '成功', data })
  const order = await preparedOrder(portal)
  await portal.fault('getDistrProductDetail', 'answer', { body })
  const product = (await portal.ask('PUT', '/api/products/200207', {})).json<Product>()
  expect(product.plans.map(({ minPrice }) => minPrice)).toEqual([null, 100_000])
  const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': 'unpriced' })
  expect([placed.statusCode, placed.json<{ status: string }>().status]).toEqual([201, 'unpaid'])
})
