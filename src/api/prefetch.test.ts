import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { createMemoryRouter, RouterContextProvider } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listMembers } from '../contract/endpoints/members.ts'
import { readOptions } from './call.ts'
import { clientContext } from './client-context.ts'
import { prefetch } from './prefetch.ts'
import { createQueryClient } from './query-client.ts'

const members = readOptions(listMembers, {})
const SESSION = { user: { id: 'u', username: 'clerk', role: 'clerk' }, sandbox: true }
let answers: Record<string, [number, unknown]>
let asked: string[]
let client: QueryClient
beforeEach(() => {
  asked = []
  answers = {
    '/api/session': [200, SESSION],
    '/api/members': [200, { items: [], nextCursor: null, defaults: { employeeCode: '', invitateCode: '' } }],
  }
  client = createQueryClient()
  vi.stubGlobal('location', { pathname: '/members', origin: 'http://portal' })
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    const [status, body] = answers[path] ?? [404, {}]
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
  })
})
afterEach(() => {
  client.clear()
  vi.unstubAllGlobals()
})

const routerAt = (path: string) =>
  createMemoryRouter([{ path: '/members', ...prefetch(() => [members]) }, { path: '*' }], {
    initialEntries: [path],
    getContext: () => new RouterContextProvider(new Map([[clientContext, client]])),
  })

test('entering a page starts its first request', async () => {
  const router = routerAt('/')
  await router.navigate('/members')
  await expect.poll(() => client.getQueryState(members.queryKey)?.status).toBeDefined()
  const observer = new QueryObserver(client, members)
  const stop = observer.subscribe(() => {})
  await expect.poll(() => observer.getCurrentResult().data?.items).toEqual([])
  expect(asked).toEqual(['/api/session', '/api/members'])
  stop()
})

test('a new query in the address of an open page requests nothing again', async () => {
  const router = routerAt('/members')
  await expect.poll(() => client.getQueryData(members.queryKey)).toBeDefined()
  client.removeQueries(members)
  await router.navigate('/members?state=x')
  expect(client.getQueryState(members.queryKey)).toBeUndefined()
})

test('asks for nothing else without a session', async () => {
  answers['/api/session'] = [401, { code: 'signed-out', title: '', requestId: 'r' }]
  await routerAt('/').navigate('/members')
  await expect.poll(() => client.getQueryState(['/api/session'])?.status).toBe('error')
  expect(asked).toEqual(['/api/session'])
})
