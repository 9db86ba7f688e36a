import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPages } from '../http/page-files.ts'
import { bareWeight, firstLoad, weightOf } from '../testing/first-load.ts'

const ROOT = join(import.meta.dirname, '..', '..')

test('the first load of a purchase is at most 1.25 times React, router and query alone', async () => {
  const chunks = firstLoad('customer-shell', 'purchase')
  expect(weightOf(chunks) / (await bareWeight())).toBeLessThanOrEqual(1.25)
  // Staff code loads on demand.
  expect(chunks.filter((name) => /^(staff|sale|orders?-page|admin)/.test(name))).toEqual([])
})

test('a customer’s page preloads exactly its own files', async () => {
  const { page } = await readPages(join(ROOT, 'dist'))
  const view = { html: '', lang: 'zh-CN', spoken: false, withAnswer: false, answer: null }
  const named = (url: string, shown: typeof view | null = null) =>
    // The first script is named twice, in case one load fails.
    [...new Set([...page(url, shown).matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name))].toSorted()
  expect(named('/buy/token?lang=en')).toEqual(firstLoad('customer-shell', 'purchase').toSorted())
  expect(named('/buy/token', view)).toEqual(named('/buy/token'))
  expect(named('/return/token')).toEqual(firstLoad('customer-shell', 'return-page').toSorted())
  expect(named('/o/token')).toEqual(firstLoad('customer-shell', 'own-order-page').toSorted())
  expect(named('/login?to=%2Forders')).toEqual(firstLoad('sign-in-page', 'staff-routes').toSorted())
})
