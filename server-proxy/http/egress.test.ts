import type { lookup } from 'node:dns'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inlineFile } from './answers.ts'
import { createEgress, faultOf, publicOnly } from './egress.ts'
import { isPrivateAddress } from './private-address.ts'

let server: Server
let origin = ''
let host = ''
let asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/to-metadata')
      response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    else if (request.url === '/to-other-port') response.writeHead(307, { location: '//127.0.0.1:9/x' }).end()
    else if (request.url === '/round') response.writeHead(301, { location: '/round' }).end()
    else if (request.url === '/to-ok') response.writeHead(303, { location: 'ok' }).end()
    else if (request.url === '/huge') {
      const chunk = Buffer.alloc(16_384)
      const more = () => response.write(chunk) && setImmediate(more)
      response.on('drain', more)
      more()
    } else if (request.url === '/slow') {
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    } else response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  origin = `http://${host}`
})
afterAll(() => server.close())

test('recognises private addresses in every spelling', () => {
  for (const address of [
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '172.20.0.1',
    '100.64.0.1',
    '0.0.0.0',
    '::',
    '::1',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001::1',
  ])
    expect(isPrivateAddress(address), address).toBe(true)
  for (const address of ['8.8.8.8', '172.32.0.1', '2400:3200::1'])
    expect(isPrivateAddress(address), address).toBe(false)
})

test('allows only public https and named hosts; refuses private numbers in any spelling', async () => {
  const egress = createEgress(publicOnly([host]))
  expect(String((await egress.send(`${origin}/ok`)).body)).toBe('ok')
  asked = []
  const port = host.split(':')[1]
  for (const address of [
    `http://localhost:${port}/`,
    `https://localhost:${port}/`,
    'http://93.184.215.14/',
    'https://127.0.0.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    `http://user:password@${host}/`,
    `//${host}/`,
    'ftp://example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])
    await expect(egress.send(address), address).rejects.toThrow('')
  expect(asked).toEqual([])
  await egress.close()
})

test('resolves a name once per connection and connects to the checked address', async () => {
  const answers = [['8.8.8.8'], ['127.0.0.1'], ['10.0.0.1', '::1'], []]
  const looked: string[] = []
  const resolver = ((name: string, _options: object, done: (error: null, found: object[]) => void) => {
    looked.push(name)
    done(
      null,
      (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as typeof lookup
  const egress = createEgress(publicOnly(), { lookup: resolver })
  // The first answer is public and nothing listens there; the name then changes to a private address (DNS
  // rebinding).
  await expect(egress.send('https://rebind.example:9/', { maxMs: 300 })).rejects.toThrow('')
  for (let n = 0; n < 3; n++)
    await expect(egress.send(`https://rebind.example:${host.split(':')[1]}/`)).rejects.toThrow(
      'private address',
    )
  expect(looked).toEqual(Array.from({ length: 4 }, () => 'rebind.example'))
  await egress.close()
})

test('follows redirects only on request, and each under the same rule', async () => {
  const egress = createEgress(publicOnly([host]))
  expect((await egress.send(`${origin}/to-metadata`)).status).toBe(302)
  expect(String((await egress.send(`${origin}/to-ok`, { redirects: 1 })).body)).toBe('ok')
  for (const path of ['/to-metadata', '/to-other-port'])
    await expect(egress.send(origin + path, { redirects: 3 }), path).rejects.toThrow('not allowed')
  await expect(egress.send(`${origin}/round`, { redirects: 3 })).rejects.toThrow('too many redirects')
  await egress.close()
})

test('cuts an endless answer by size and a dripping one by time', async () => {
  const egress = createEgress(publicOnly([host]))
  await expect(egress.send(`${origin}/huge`, { maxBytes: 100_000 })).rejects.toThrow('too large')
  await expect(egress.send(`${origin}/slow`, { maxMs: 200 })).rejects.toThrow('')
  await egress.close()
})

test('reports what is wrong with an address in a form', () => {
  const rule = publicOnly(['localhost:9000'])
  expect(faultOf('https://hooks.example.com/x?y=1', rule)).toBeNull()
  expect(faultOf('http://localhost:9000/x', rule)).toBeNull()
  expect(faultOf('http://hooks.example.com/', rule)).toBe('not-https')
  expect(faultOf('https://10.0.0.8/', rule)).toBe('private')
  for (const address of ['hooks.example.com', 'https://a:b@example.com/', 'javascript:alert(1)', ''])
    expect(faultOf(address, rule), address).toBe('address')
})

test('replaces special characters of a policy number in file names', () => {
  for (const name of [
    'a\r\nset-cookie: x=1.pdf',
    '../../etc/passwd',
    'x".pdf; filename="evil.exe',
    'a\0b',
    '李雷.pdf',
    'x'.repeat(500),
  ])
    expect(inlineFile(name), name).toMatch(/^inline; filename="[\w.-]{1,100}"$/)
  expect(inlineFile('policy-P1.pdf')).toBe('inline; filename="policy-P1.pdf"')
})

test('asks a proxy for the checked address, never for a private one, and passes NO_PROXY by', async () => {
  const wanted: string[] = []
  const proxyServer = createServer()
  proxyServer.on('connect', (request, socket) => {
    wanted.push(request.url ?? '')
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxyServer.listen(0, '127.0.0.1', resolve))
  const addresses: Record<string, string> = { 'public.example': '8.8.8.8', 'inside.example': '10.0.0.7' }
  const resolver = ((name: string, _options: object, found: (...found: unknown[]) => void) =>
    found(null, [{ address: addresses[name] ?? '10.9.9.9', family: 4 }])) as unknown as typeof lookup
  const url = `http://127.0.0.1:${(proxyServer.address() as AddressInfo).port}`
  const egress = createEgress(publicOnly(['platform.example']), {
    lookup: resolver,
    proxy: { url, except: ['.direct.example'] },
  })
  for (const name of ['public.example', 'inside.example', 'platform.example', 'a.direct.example'])
    await expect(egress.send(`https://${name}/x`)).rejects.toThrow()
  expect(wanted).toEqual(['8.8.8.8:443', 'platform.example:443'])
  await egress.close()
  proxyServer.close()
})
