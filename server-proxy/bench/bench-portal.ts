import { LI_LEI } from '../testing/people.ts'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, shanghaiDay } from '#contract/days.ts'
import { freePort } from '../testing/free-port.ts'
import { portalProcess, type PortalProcess } from '../testing/portal-process.ts'

const PASSWORD = 'a-password-for-figures'

export type BenchPortal = PortalProcess & {
  sandboxUrl: string
  headers: Record<string, string>
  memberId: string
  ask<Data>(method: string, path: string, body?: object, headers?: object): Promise<Data>
  control<Data>(method: string, path: string, body?: object): Promise<Data>
  /** Places an order for one person. Returns its id and codes. */
  order(n: number): Promise<{ id: string; tempOrderCode: string }>
  end(): Promise<void>
}

/**
 * A whole portal as `npm start` runs it, with a member and a product. The call limit is out of reach by
 * default.
 */
export async function benchPortal(rateLimit = 100_000): Promise<BenchPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  await chmod(folder, 0o755)
  const sandboxPort = await freePort()
  const portal = await portalProcess(folder, {
    SANDBOX_PORT: String(sandboxPort),
    ADMIN_PASSWORD: PASSWORD,
    AGB_RATE_LIMIT: String(rateLimit),
  })
  await portal.start()
  const headers: Record<string, string> = { origin: portal.url, 'content-type': 'application/json' }
  const signedIn = await fetch(`${portal.url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  })
  headers['cookie'] = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''

  async function ask<Data>(method: string, path: string, body?: object, more: object = {}): Promise<Data> {
    const answer = await fetch(portal.url + path, {
      method,
      headers: { ...headers, ...more },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Data
  }
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  async function control<Data>(method: string, path: string, body?: object): Promise<Data> {
    const answer = await fetch(`${sandboxUrl}/sandbox/api${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}`)
    return (await answer.json()) as Data
  }
  await control('POST', '/settings', { rateLimit: 1_000_000 })
  const { memberId } = await ask<{ memberId: string }>('POST', '/api/members', {
    mobile: '13800138000',
    company: '苏州湖畔旅行社有限公司',
    province: '江苏省',
    city: '苏州市',
    address: '工业园区星湖街328号',
  })
  await ask('PUT', '/api/products/200207', {})
  const day = addDays(shanghaiDay(Date.now()), 1)
  const person = {
    name: '李雷',
    cardType: 'id-card',
    cardNo: LI_LEI.cardNo,
    birthday: '1990-03-07',
    gender: 'M',
    mobile: '13900139000',
  }
  return {
    ...portal,
    get pid() {
      return portal.pid
    },
    sandboxUrl,
    headers,
    memberId,
    ask,
    control,
    order: (n) =>
      ask(
        'POST',
        '/api/orders',
        {
          memberId,
          productCode: '200207',
          planCode: '30543',
          payType: 'cash',
          startDate: day,
          endDate: addDays(day, 2),
          holder: person,
          insured: [{ ...person, relation: 'self' }],
        },
        { 'idempotency-key': `order-${n}` },
      ),
    async end() {
      await portal.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
