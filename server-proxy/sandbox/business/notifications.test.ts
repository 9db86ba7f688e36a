import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../server.ts'
import { call, control, distrCode, listener, preOrder, register, until } from '../testing/client.ts'

const pace = { issue: 20, surrender: 30, refund: 60, notify: 10, late: 300, retry: 20 }
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function running() {
  const sandbox = await startSandbox({ port: 0, dataFile: ':memory:', pace })
  undo.push(() => sandbox.stop())
  return sandbox
}
async function listening(status?: (before: number) => number) {
  const ears = await listener(status)
  undo.push(() => ears.close())
  return ears
}
async function place({ url }: Pick<Sandbox, 'url'>, more: object) {
  const { data } = await call(url, '/api/order/addTemp', preOrder(await register(url), more as never))
  return (data as { tempOrderCode: string }).tempOrderCode
}
const act = (url: string, code: string, action: string) => control(url, `/orders/${code}/actions`, { action })
const statusOf = async (url: string, code: string) =>
  (await control<{ state: string }>(url, `/orders/${code}`)).state
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('repeats an unacknowledged notification with growing pauses', async () => {
  const sandbox = await running()
  const ears = await listening((before) => (before < 3 ? 500 : 200))
  const code = await place(sandbox, { ...ears.urls, productCode: '200618' })
  await act(sandbox.url, code, 'pay')
  await until(
    () => ears.heard,
    (list) => list.length === 4,
  )
  const { deliveries } = await control<{ deliveries: { result: string; next: number | null }[] }>(
    sandbox.url,
    '/deliveries',
  )
  expect(deliveries.toReversed().map(({ result, next }) => [result, next])).toEqual([
    ['500', 20],
    ['500', 60],
    ['500', 200],
    ['200', null],
  ])
  await wait(120)
  expect(ears.heard).toHaveLength(4)
})

test('sends missing, double, late and early notifications', async () => {
  const sandbox = await running()
  const counts: Record<string, number> = {}
  for (const [productCode, state] of Object.entries({
    900101: 'issued',
    900102: 'issued',
    900103: 'issued',
  })) {
    const ears = await listening()
    const code = await place(sandbox, { ...ears.urls, productCode })
    await act(sandbox.url, code, 'pay')
    await until(
      () => statusOf(sandbox.url, code),
      (one) => one === state,
    )
    await wait(150)
    counts[productCode] = ears.heard.length
  }
  expect(counts).toEqual({ 900101: 0, 900102: 4, 900103: 0 })

  let early = ''
  const ears = await listening()
  const slow = await startSandbox({ port: 0, dataFile: ':memory:', pace: { ...pace, issue: 400 } })
  undo.push(() => slow.stop())
  const code = await place(slow, { ...ears.urls, productCode: '900104' })
  await act(slow.url, code, 'pay')
  await until(
    () => ears.heard,
    (list) => list.length === 1,
  )
  early = await statusOf(slow.url, code)
  expect(early).toBe('paid')
})

test('reversed: announces the refund first and the sale last', async () => {
  const sandbox = await running()
  const ears = await listening()
  const code = await place(sandbox, { ...ears.urls, productCode: '900105' })
  await act(sandbox.url, code, 'pay')
  await until(
    () => statusOf(sandbox.url, code),
    (state) => state === 'issued',
  )
  await act(sandbox.url, code, 'surrender')
  await until(
    () => ears.heard,
    (list) => list.length === 5,
  )
  expect(ears.heard.map(({ path }) => path)).toEqual([
    '/refund',
    '/return',
    '/return',
    '/deliver',
    '/deliver',
  ])
})

test('a listener that never answers does not delay others', async () => {
  const sandbox = await running()
  const deaf = createServer(() => {})
  await new Promise<void>((resolve) => void deaf.listen(0, '127.0.0.1', resolve))
  undo.push(() => deaf.close().closeAllConnections())
  const address = deaf.address()
  const deliverNotifyUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
  const unreached = await place(sandbox, { deliverNotifyUrl })
  await act(sandbox.url, unreached, 'pay')
  await until(
    () => statusOf(sandbox.url, unreached),
    (state) => state === 'issued',
  )
  const ears = await listening()
  await act(sandbox.url, await place(sandbox, ears.urls), 'pay')
  await until(
    () => ears.heard,
    (list) => list.length === 2,
  )
})

test('by hand: sends anything any number of times', async () => {
  const sandbox = await running()
  const ears = await listening()
  const code = await place(sandbox, ears.urls)
  await control(sandbox.url, `/orders/${code}/notify`, { event: 'return', body: 'not json', times: 3 })
  await until(
    () => ears.heard,
    (list) => list.length === 3,
  )
  expect(ears.heard[0]).toEqual({ path: '/return', body: { text: 'not json' } })
})

test('everything waiting still happens after kill -9, and a file has one owner', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const dataFile = join(folder, 'sandbox.db')
  const ears = await listening()

  const first = await launch(dataFile)
  const code = await place(first, ears.urls)
  await act(first.url, code, 'pay')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  expect(ears.heard).toEqual([])

  const second = await launch(dataFile)
  await expect(startSandbox({ port: 0, dataFile })).rejects.toThrow('locked')
  await until(
    () => ears.heard,
    (list) => list.length === 2,
  )
  const memberId = await register(second.url)
  const detail = { tempOrderCode: code, distrCode, memberId }
  expect((await call(second.url, '/api/order/getOrderDetail', detail)).data).toMatchObject({
    orderStatus: '已承保',
  })
  second.child.kill('SIGTERM')
  expect(await once(second.child, 'exit')).toEqual([0, null])
})

async function launch(dataFile: string): Promise<{ url: string; child: ChildProcess }> {
  const main = join(import.meta.dirname, '..', 'main.ts')
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataFile, '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  undo.push(() => child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const url = /^sandbox ready (\S+)/.exec(line.toString())?.[1] ?? ''
  return { url, child }
}
