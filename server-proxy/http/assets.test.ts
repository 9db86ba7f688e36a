import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAssets, createTurns } from './assets.ts'

let server: Server
let origin = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/a.pdf') response.end('%PDF-1.4 x')
    else if (request.url === '/page.pdf') response.end('<html>')
    else if (request.url === '/away')
      response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else if (request.url === '/near') response.writeHead(302, { location: '/a.pdf' }).end()
    else if (request.url === '/large.pdf') response.end(Buffer.alloc(21 * 1024 * 1024, '%PDF'))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => server.close())

test('allows pages only on the gateway, literal hosts, and the platform’s own hosts by https', () => {
  const assets = createAssets({
    gatewayUrl: 'http://localhost:8081',
    hosts: ['10.1.2.3:80', '*.insurer.example', '*.chinatax.gov.cn'],
  })
  expect(assets.page('http://localhost:8081/pages/x?a=1')).toBe('http://localhost:8081/pages/x?a=1')
  expect(assets.page('//127.0.0.1:8081/x')).toBe('http://127.0.0.1:8081/x')
  expect(assets.page('http://file.40017.cn/a.pdf')).toBe('https://file.40017.cn/a.pdf')
  expect(assets.page('//pic5.40017.cn/a.png')).toBe('https://pic5.40017.cn/a.png')
  expect(assets.page('http://a.insurer.example/x')).toBe('https://a.insurer.example/x')
  const bureau = 'https://dppt.jiangsu.chinatax.gov.cn:8443/kpfw/export?Wjgs=OFD'
  expect(assets.page(bureau)).toBe(bureau)
  for (const hostile of [
    'javascript:alert(1)',
    'https://aigobo.cn.evil.example/',
    'https://evil.example/aigobo.cn',
    'https://user@a.aigobo.cn/',
    'http://localhost:8082/',
    'http://10.1.2.3:81/',
    'data:text/html,x',
    '/relative',
    '',
  ])
    expect(assets.page(hostile), hostile).toBeNull()
})

test('an HTML page is no invoice', async () => {
  const assets = createAssets({ gatewayUrl: origin, hosts: [] })
  expect((await assets.fetch(`${origin}/a.pdf`, 'invoice')).type).toBe('application/pdf')
  await expect(assets.fetch(`${origin}/page.pdf`, 'invoice')).rejects.toThrow('not a invoice')
  await assets.close()
})

test('fetches a file only from an allowed host, of the right type and size', async () => {
  const assets = createAssets({ gatewayUrl: origin, hosts: [] })
  expect((await assets.fetch(`${origin}/a.pdf`, 'pdf')).type).toBe('application/pdf')
  expect((await assets.fetch(`${origin}/near`, 'pdf')).type).toBe('application/pdf')
  for (const path of ['/page.pdf', '/away', '/large.pdf', '/none.pdf'])
    await expect(assets.fetch(origin + path, 'pdf'), path).rejects.toThrow('')
  await expect(assets.fetch(`${origin}/a.pdf`, 'image')).rejects.toThrow('not a image')
  await expect(assets.fetch('https://localhost.aigobo.cn.evil.example/a.pdf', 'pdf')).rejects.toThrow(
    'not allowed',
  )
  await assets.close()
})

test('limits concurrent files and the wait of the next one', async () => {
  const turn = createTurns(2, 30)
  const [first, second] = [await turn(), await turn()]
  const third = turn()
  first?.()
  const done = await third
  expect(done).not.toBeNull()
  expect(await turn()).toBeNull()
  second?.()
  expect(await turn()).not.toBeNull()
})

test('never fetches more than eight files of a crowd at once', async () => {
  let open = 0
  let most = 0
  const slow = createServer((_request, response) => {
    most = Math.max(most, ++open)
    setTimeout(() => {
      open--
      response.end('%PDF-1.4 x')
    }, 40)
  })
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
  const address = slow.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/a.pdf`
  const assets = createAssets({ gatewayUrl: url, hosts: [] })
  const files = await Promise.all(Array.from({ length: 24 }, () => assets.fetch(url, 'pdf')))
  expect(files).toHaveLength(24)
  expect(most).toBeLessThanOrEqual(8)
  await assets.close()
  slow.close()
})
