import { addDays, shanghaiDay } from '#contract/days.ts'
import type { PlaceOrder } from '#contract/place-order.ts'
import { LI_LEI, STRASSE } from './people.ts'
import type { TestPortal } from './portal.ts'

export const MEMBER = {
  mobile: '13800138000',
  company: '苏州湖畔旅行社有限公司',
  province: '江苏省',
  city: '苏州市',
  address: '工业园区星湖街328号',
  contact: '王小明',
}

export const tomorrow = () => addDays(shanghaiDay(Date.now()), 1)

/** Creates a member and a product. Returns the order that a form for two people would place. */
export async function preparedOrder(
  portal: TestPortal,
  productCode = '200207',
  planCode = '30543',
): Promise<PlaceOrder> {
  const member = (await portal.ask('POST', '/api/members', MEMBER)).json<{ memberId: string }>()
  await portal.ask('PUT', `/api/products/${productCode}`, {})
  return {
    memberId: member.memberId,
    productCode,
    planCode,
    payType: 'cash',
    startDate: tomorrow(),
    endDate: addDays(tomorrow(), 2),
    holder: { ...LI_LEI },
    insured: [
      { ...LI_LEI, relation: 'self' },
      { ...STRASSE, relation: 'other' },
    ],
  }
}

/**
 * Acts as the customer on the platform's pages: confirms the prefilled form, with another plan if named, and
 * pays.
 */
export async function payAsCustomer(cashierUrl: string, planCode?: string): Promise<void> {
  const url = cashierUrl.replace('//localhost:', '//127.0.0.1:')
  const page = await (await fetch(url)).text()
  const form = new URLSearchParams({ agree: 'on' })
  for (const [, name = '', value = ''] of page.matchAll(
    /<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"/g,
  )) {
    if (name === 'planCode' || name === 'agree') continue
    form.set(name, value.replaceAll('&#39;', "'").replaceAll('&amp;', '&'))
  }
  for (const [, name = '', options = ''] of page.matchAll(/<select name="([^"]+)">(.*?)<\/select>/gs))
    form.set(name, /value="([^"]+)" selected/.exec(options)?.[1] ?? '1')
  form.set('planCode', planCode ?? /name="planCode" value="([^"]+)" checked/.exec(page)?.[1] ?? '')
  const confirmed = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const next = confirmed.headers.get('location') ?? ''
  if (!next.includes('/cashier/')) return
  await fetch(new URL(next, url), {
    method: 'POST',
    body: new URLSearchParams({ method: 'wechat', outcome: 'pay' }),
    redirect: 'manual',
  })
}

/** When reconciliation looks at the order again; null: never. */
export async function nextPullOf({ deps }: TestPortal, id: string): Promise<Date | null> {
  const row = await deps.db
    .selectFrom('orders')
    .select('next_pull_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.next_pull_at
}

/** Polls until `wanted` holds; the time limit is short, so a hang is a failure. */
export async function until<Value>(
  ask: () => Promise<Value>,
  wanted: (value: Value) => boolean,
  ms = 20_000,
): Promise<Value> {
  for (const end = Date.now() + ms; ; ) {
    const value = await ask()
    if (wanted(value)) return value
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
