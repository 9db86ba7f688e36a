import { isDeepStrictEqual } from 'node:util'
import { expect, type Page } from '@playwright/test'
import type { Link } from '#contract/links.ts'
import { DEFAULT_RULES, type Product } from '#contract/products.ts'
import { LI_LEI } from './li-lei.ts'
import { ADMIN, type Portal } from './portal.ts'

export type Placed = { id: string; status: string; tempOrderCode: string; cashierUrl: string }

export const SALESPERSON = { name: '王小明', practiceNo: '02000032050080002023000001' }

const OTHERS = ['韩梅梅', '王芳', '赵六']

export class Staff {
  readonly page: Page
  readonly portal: Portal

  constructor(page: Page, portal: Portal) {
    this.page = page
    this.portal = portal
  }

  /** Through the page; the fixture signs in by the API. */
  async signIn(): Promise<void> {
    const { page } = this
    await page.context().clearCookies()
    await page.goto(`${this.portal.url}/login`)
    await page.getByLabel('用户名').fill(ADMIN.username)
    await page.getByLabel('密码').fill(ADMIN.password)
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible()
  }

  async registerMember(mobile: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.portal.url}/members/new`)
    await page.getByLabel('公司名称').fill('苏州湖畔旅行社有限公司')
    await page.getByLabel('手机号').fill(mobile)
    await page.getByRole('combobox', { name: '省' }).selectOption('江苏省')
    await page.getByRole('combobox', { name: '市' }).selectOption('苏州市')
    await page.getByLabel('公司地址').fill('工业园区星湖街 328 号')
    await expect(page.getByLabel('销售人员推荐码')).not.toHaveValue('')
    await page.getByRole('button', { name: '注册' }).click()
    await expect(page.getByText(/注册成功|早已注册/)).toBeVisible()
  }

  async addProduct(code: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.portal.url}/products`)
    await page.getByRole('button', { name: '添加产品' }).click()
    const dialog = page.getByRole('dialog', { name: '添加产品' })
    await dialog.getByLabel('产品编号').fill(code)
    await dialog.getByRole('button', { name: '添加', exact: true }).click()
    await dialog.getByRole('button', { name: '完成' }).click()
    await expect(page.getByRole('cell', { name: code })).toBeVisible()
  }

  /**
   * Creates the member and the product of a sale by the API, because doing it by hand is another journey.
   * Returns the memberId.
   */
  async prepare(mobile = '13800138000', product = '200207'): Promise<string> {
    const { memberId } = await this.ask<{ memberId: string }>('POST', '/api/members', {
      mobile,
      company: '苏州湖畔旅行社有限公司',
      province: '江苏省',
      city: '苏州市',
      address: '工业园区星湖街 328 号',
    })
    await this.ask('PUT', `/api/products/${product}`, {})
    return memberId
  }

  /** Removes what other journeys on this portal left: payment keys, and changes of the product that they share. */
  async tidyUp(): Promise<void> {
    const { items: keys } = await this.ask<{ items: { id: string }[] }>('GET', '/api/payment-keys')
    for (const { id } of keys) await this.ask('DELETE', `/api/payment-keys/${id}`)
    const product = '/api/products/200207'
    const catalogue = await this.ask<{ items: Product[] }>('GET', '/api/products')
    const shared = catalogue.items.find(({ productCode }) => productCode === '200207')
    if (!shared) return
    const { items: documents } = await this.ask<{ items: { id: string }[] }>('GET', `${product}/documents`)
    for (const { id } of documents) await this.ask('DELETE', `${product}/documents/${id}`)
    const { items: entries } = await this.ask<{ items: Link[] }>('GET', '/api/links?kind=public')
    for (const { id, state } of entries)
      if (state === 'open') await this.ask('POST', `/api/links/${id}/revoke`)
    if (!isDeepStrictEqual(shared.rules, DEFAULT_RULES))
      await this.ask('PUT', product, { rules: DEFAULT_RULES })
  }

  /** Registers the signed-in admin as a salesperson, or no longer. */
  async sellsAs(salesperson: typeof SALESPERSON | null): Promise<void> {
    const { user } = await this.ask<{ user: { id: string } }>('GET', '/api/session')
    await this.ask('PUT', `/api/staff/${user.id}`, { salesperson })
  }

  /** Fills in a new application for 李雷 alone, three days, without submitting it. */
  async fillSale(product = '200207', plan = '计划一'): Promise<void> {
    const { page } = this
    await page.goto(`${this.portal.url}/sell`)
    await page.getByRole('button', { name: '新建投保单' }).first().click()
    await page.getByRole('combobox', { name: '产品' }).fill(product)
    await page.getByRole('option', { name: product }).click()
    await page.getByText(plan, { exact: true }).click()
    await page.getByRole('button', { name: '3 天', exact: true }).click()
    const holder = page.getByRole('region', { name: '投保人', exact: true })
    await holder.getByLabel('姓名').fill(LI_LEI.name)
    await holder.getByLabel('证件号').fill(LI_LEI.cardNo.toLowerCase())
    await expect(holder.getByLabel('出生日期')).toHaveText('1990-03-07')
    await expect(holder.getByLabel('性别')).toHaveText('男')
    await holder.getByLabel('手机号').fill(LI_LEI.mobile)
    await page.getByRole('button', { name: '投保人也是被保险人' }).click()
  }

  /** Submits and returns the cashier's address. */
  async placeOrder(): Promise<string> {
    const { page } = this
    await page.getByRole('button', { name: '提交投保单' }).click()
    const link = page.getByRole('link', { name: '前往平台收银台' })
    await expect(link).toBeVisible()
    return (await link.getAttribute('href')) ?? ''
  }

  /** Places an order by the API, for journeys that begin after the sale; for two people by default. */
  async order({
    people = 2,
    mobile = LI_LEI.mobile,
    ...more
  }: Record<string, unknown> & { people?: number; mobile?: string } = {}): Promise<Placed> {
    const day = (ahead: number) =>
      new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    const memberId = await this.prepare()
    const holder = { ...LI_LEI, mobile, cardType: 'id-card', birthday: '1990-03-07', gender: 'M' }
    const others = Array.from({ length: people - 1 }, (_, n) => ({
      // Names have no digits.
      name: OTHERS[n] ?? `被保险人${String.fromCodePoint(0x4e00 + n)}`,
      cardType: 'passport',
      cardNo: `E1234567${n}`,
      birthday: '1988-02-29',
      gender: 'F',
      relation: 'other',
    }))
    return this.ask<Placed>(
      'POST',
      '/api/orders',
      {
        memberId,
        productCode: '200207',
        planCode: '30543',
        payType: 'cash',
        startDate: day(2),
        endDate: day(4),
        holder,
        insured: [{ ...holder, relation: 'self' }, ...others],
        ...more,
      },
      { 'idempotency-key': crypto.randomUUID() },
    )
  }

  /** An order that the customer has confirmed and paid on the platform, and that is issued. */
  async issuedOrder(more: Parameters<Staff['order']>[0] = {}): Promise<Placed> {
    const placed = await this.order(more)
    await this.onPlatform(placed, 'pay')
    await expect
      .poll(async () => (await this.ask<Placed>('POST', `/api/orders/${placed.id}/refresh`, {})).status, {
        timeout: 20_000,
      })
      .toBe('issued')
    return placed
  }

  /** Acts on the platform's side: `confirm`, `pay`, `issue`, `surrender`, `refund` … */
  async onPlatform({ tempOrderCode }: Placed, action: string): Promise<void> {
    await this.control('POST', `/orders/${tempOrderCode}/actions`, { action })
  }

  /** Calls the portal's API with this page's session. */
  async ask<Answer>(
    method: string,
    path: string,
    data?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.page.request.fetch(this.portal.url + path, {
      method,
      ...(data && { data }),
      headers: { origin: this.portal.url, ...headers },
    })
    expect(answer.status(), `${method} ${path} ${await answer.text()}`).toBeLessThan(400)
    return (answer.status() === 204 ? undefined : await answer.json()) as Answer
  }

  /** Calls the sandbox's control API, below /sandbox/api. */
  async control<Answer>(method: string, path: string, data?: object): Promise<Answer> {
    const answer = await this.page.request.fetch(`${this.portal.sandboxUrl}/sandbox/api${path}`, {
      method,
      ...(data && { data }),
    })
    expect(answer.status(), `${method} ${path}`).toBeLessThan(400)
    return (await answer.json()) as Answer
  }

  /** Arms the sandbox with a fault for the next calls of an interface. */
  async fault(interfaceName: string, fault: string, more: object = {}): Promise<void> {
    await this.control('POST', '/faults', { interface: interfaceName, fault, ...more })
  }
}
