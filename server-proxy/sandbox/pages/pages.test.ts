import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../server.ts'
import { call, control, distrCode, MEMBER, preOrder, reachable, register } from '../testing/client.ts'

let sandbox: Sandbox
let memberId: string
beforeAll(async () => {
  const pace = { issue: 10, surrender: 10, refund: 10_000, notify: 10 }
  sandbox = await startSandbox({ port: 0, dataFile: ':memory:', pace })
  memberId = await register(sandbox.url)
})
afterAll(() => sandbox.stop())

async function place(more: object = {}) {
  const { data } = await call(sandbox.url, '/api/order/addTemp', preOrder(memberId, more as never))
  return data as { url: string; tempOrderCode: string }
}
async function open(path: string, form?: Record<string, string>) {
  const answer = await fetch(
    path.startsWith('http') ? reachable(path) : `http://127.0.0.1:${sandbox.port}${path}`,
    {
      redirect: 'manual',
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    },
  )
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
}
/** The page's form as a browser would send it. */
function formIn(page: string): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [input] of page.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1]
    const type = attribute('type')
    if ((type === 'radio' || type === 'checkbox') && !input.includes(' checked')) continue
    form[attribute('name') ?? ''] = attribute('value') ?? 'on'
  }
  for (const [, name = '', options = ''] of page.matchAll(/<select name="([^"]+)">(.*?)<\/select>/gs))
    form[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? ''
  return form
}
const stateOf = async (code: string) =>
  control<{ state: string; insured: { name: string }[]; amount: number; enterprise: unknown }>(
    sandbox.url,
    `/orders/${code}`,
  )

test('the customer confirms, is refused by the bank, pays, and cannot pay twice', async () => {
  const { url, tempOrderCode } = await place()
  const page = await open(url)
  expect(page.text).toContain('不会扣款')
  const form = formIn(page.text)
  expect(form).toMatchObject({ 'insured.1.name': '韩梅梅', 'holder.cardNo': '11010119900307109X' })

  const unread = await open(url, form)
  expect([unread.status, unread.text]).toEqual([422, expect.stringContaining('请先阅读并同意')])
  const confirmed = await open(url, { ...form, agree: 'on' })
  expect([confirmed.status, confirmed.to]).toEqual([303, expect.stringContaining('/pages/cashier/')])

  const failed = await open(confirmed.to, { method: 'alipay', outcome: 'fail' })
  expect(failed.text).toContain('银行拒绝了这次付款')
  expect(await stateOf(tempOrderCode)).toMatchObject({ state: 'unpaid', amount: 520 })
  const changed = await open(confirmed.to, { outcome: 'pay', due: '100' })
  expect(changed.status).toBe(409)
  const paid = await open(confirmed.to, { method: 'alipay', outcome: 'pay', due: '520' })
  expect(paid.to).toContain('/pages/result/')
  expect((await open(paid.to)).text).toContain('href="http://127.0.0.1:9/back"')
  expect((await open(confirmed.to, { outcome: 'pay' })).text).toContain('没有再次扣款')
})

test('reports faults beside their fields, and adds and removes people', async () => {
  const { url, tempOrderCode } = await place({ holderInfo: undefined, insuredInfoList: undefined })
  const form = { ...formIn((await open(url)).text), agree: 'on' }
  expect((await open(url, form)).text.match(/请填写姓名/g)).toHaveLength(2)

  const person = { name: '李雷', cardNo: '11010119900307109x', birthday: '1990-03-07' }
  for (const [field, value] of Object.entries(person)) form[`holder.${field}` as 'agree'] = value
  const copied = await open(url, { ...form, action: 'copy-holder' })
  const withTwo = formIn((await open(url, { ...formIn(copied.text), action: 'add' })).text)
  expect(withTwo).toMatchObject({ count: '2', 'insured.0.name': '李雷', 'insured.0.relation': '1' })
  const second = { name: '韩梅梅', cardNo: '110101199205201244', birthday: '1992-05-20' }
  for (const [field, value] of Object.entries(second)) withTwo[`insured.1.${field}`] = value
  expect((await open(url, { ...withTwo, agree: 'on' })).text).toContain('身份证号码不正确')
  const wrongSex = { ...withTwo, agree: 'on', 'insured.1.cardNo': '110101199205201243' }
  expect((await open(url, wrongSex)).text).toContain('与身份证号码不一致')
  const done = await open(url, { ...wrongSex, 'insured.1.gender': 'F' })
  expect(done.status).toBe(303)
  expect((await stateOf(tempOrderCode)).insured.map(({ name }) => name)).toEqual(['李雷', '韩梅梅'])

  const fewer = await open(url, { ...wrongSex, action: 'remove-0' })
  expect(formIn(fewer.text)).toMatchObject({ count: '1', 'insured.0.name': '韩梅梅' })
})

test('a company can be the holder, and input is escaped', async () => {
  const { url, tempOrderCode } = await place()
  const form = { ...formIn((await open(url)).text), agree: 'on', holderKind: 'enterprise' }
  const named = { ...form, 'enterprise.name': '<b>湖畔</b>', 'enterprise.creditCode': '91330100799655058B' }
  expect((await open(url, form)).text).toContain('请填写企业名称')
  expect((await open(url, named)).status).toBe(303)
  expect((await stateOf(tempOrderCode)).enterprise).toMatchObject({ name: '<b>湖畔</b>' })
  expect((await open(url)).text).toContain('&lt;b&gt;湖畔')
})

test("a member's list opens only with its token, and surrenders from there", async () => {
  const { tempOrderCode } = await place()
  await control(sandbox.url, `/orders/${tempOrderCode}/actions`, { action: 'pay' })
  await control(sandbox.url, '/hurry', {})
  const by = { account: MEMBER.mobile, distrCode, memberId }
  const { data } = await call(sandbox.url, '/api/order/getOrderListUrl', by)
  const { orderListUrl } = data as { orderListUrl: string }
  const list = await open(orderListUrl)
  const path = /\/pages\/surrender\/[\w-]+\?creditToken=\w+/.exec(list.text)?.[0] ?? ''
  expect((await open(path.replace(/\w$/, 'x'))).status).toBe(404)
  const boxes = [...(await open(path)).text.matchAll(/name="policyCode" value="(\w+)"/g)]
  expect(boxes).toHaveLength(2)
  expect((await open(path, {})).status).toBe(422)
  expect((await open(path, { policyCode: boxes[0]?.[1] ?? '' })).status).toBe(303)
  expect((await open(path)).text.match(/name="policyCode"/g)).toHaveLength(1)
  expect((await open('/pages/orders?creditToken=')).status).toBe(404)
})
