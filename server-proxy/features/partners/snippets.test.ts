import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVER_SNIPPETS, type ServerLanguage } from '#contract/token-snippets.ts'
import { WEBHOOK_SNIPPETS } from '#contract/webhook-snippets.ts'
import { freePort } from '../../testing/free-port.ts'
import { SHOP, testPartner, type TestPartner } from '../../testing/partner.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { until } from '../../testing/sale.ts'
import { verifyEmbedToken } from './embed-token.ts'

const PAGE = '<h1>云南五日</h1>'

let portal: TestPortal
let partner: TestPartner
let folder: string
const running: ChildProcess[] = []
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
  folder = await mkdtemp(join(tmpdir(), 'snippets-'))
  await writeFile(join(folder, 'index.html'), PAGE)
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await portal.close()
  await rm(folder, { recursive: true, force: true })
})

const COMMANDS: Record<ServerLanguage, (file: string, port: number) => string[]> = {
  node: (file) => [process.execPath, file],
  python: (file) => ['python3', file],
  java: (file) => ['java', file],
  php: (file, port) => ['php', '-S', `127.0.0.1:${port}`, file],
}
const isHere = (name: ServerLanguage) =>
  name === 'node' || spawnSync(COMMANDS[name]('', 0)[0] ?? '', ['--version']).status === 0

for (const name of Object.keys(COMMANDS) as ServerLanguage[])
  test.skipIf(!isHere(name))(
    `the server example in ${name} runs unchanged, and its tokens are valid`,
    async () => {
      const { file, write } = SERVER_SNIPPETS[name]
      const path = join(folder, file)
      await writeFile(
        path,
        write({ partner: partner.id, portal: portal.deps.publicUrl, origin: SHOP, product: '200207' }),
      )
      const port = await freePort()
      const [command = '', ...args] = COMMANDS[name](path, port)
      const child = spawn(command, args, {
        cwd: folder,
        env: { PATH: process.env['PATH'], AIGOBO_KEY: partner.keySecret, PORT: String(port) },
        stdio: 'ignore',
      })
      running.push(child)
      const ask = async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/aigobo-token`).catch(() => null)
        return answer ? ((await answer.json()) as { token: string }).token : ''
      }
      const first = await until(ask, (token) => token !== '', 30_000)
      const { claims } = await verifyEmbedToken(portal.deps, first, { origin: SHOP })
      expect(claims).toMatchObject({ origin: SHOP, product: '200207', reference: 'TOUR-2026-001' })
      const { claims: next } = await verifyEmbedToken(portal.deps, await ask(), { origin: SHOP })
      expect(next.jti).not.toBe(claims.jti)
      const page = await fetch(`http://127.0.0.1:${port}/`)
      expect([page.headers.get('content-type'), await page.text()]).toEqual([
        expect.stringMatching(/^text\/html; ?charset=utf-8$/i),
        PAGE,
      ])
    },
  )

for (const name of Object.keys(COMMANDS) as ServerLanguage[])
  test.skipIf(!isHere(name))(
    `the webhook example in ${name} takes only what the portal signed, just now`,
    async () => {
      const { file, text } = WEBHOOK_SNIPPETS[name]
      const path = join(folder, file)
      await writeFile(path, text)
      const port = await freePort()
      const [command = '', ...args] = COMMANDS[name](path, port)
      const child = spawn(command, args, {
        cwd: folder,
        env: { PATH: process.env['PATH'], AIGOBO_WEBHOOK_SECRET: partner.webhookSecret, PORT: String(port) },
        stdio: 'ignore',
      })
      running.push(child)
      const body = JSON.stringify({ type: 'order.issued', data: { order: '李雷' } })
      const send = async (sentAt: Date, sent = body) => {
        const headers = {
          'content-type': 'application/json',
          'webhook-id': 'msg_1',
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': new Webhook(partner.webhookSecret).sign('msg_1', sentAt, body),
        }
        const url = `http://127.0.0.1:${port}/hook`
        return (await fetch(url, { method: 'POST', headers, body: sent }).catch(() => null))?.status ?? 0
      }
      expect(
        await until(
          () => send(new Date()),
          (status) => status > 0,
          30_000,
        ),
      ).toBe(204)
      expect(await send(new Date(), body.replace('issued', 'failed'))).toBe(401)
      expect(await send(new Date(Date.now() - 600_000))).toBe(401)
    },
  )
