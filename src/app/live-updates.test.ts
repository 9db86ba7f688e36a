import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from './live-updates.ts'

/** A minimal EventSource, which Node lacks. Tests push messages by hand. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static opened: Stream[] = []
  readyState = 1
  constructor() {
    super()
    Stream.opened.push(this)
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
  say(event: string, data = '1'): void {
    this.dispatchEvent(Object.assign(new Event(event), { data }))
  }
}

let client: QueryClient
let stop: () => void
let read: string[]
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', {})
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('EventSource', Stream)
  Stream.opened = []
  client = new QueryClient()
  read = []
  vi.spyOn(client, 'invalidateQueries').mockImplementation(async (filters) => {
    const [path, params] = filters?.queryKey ?? []
    read.push([path, (params as { id?: string } | undefined)?.id].filter(Boolean).join(' '))
  })
  stop = listen(client)
  Stream.opened[0]?.say('open')
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const move = (orderId: string) =>
  Stream.opened.at(-1)?.say('order', JSON.stringify({ orderId, status: 'paid' }))

const readsOf = (path: string) => read.filter((one) => one === path || one.startsWith(`${path} `))

test('reads each order once, and the lists once, when several orders move at once', () => {
  for (let n = 0; n < 10; n++) move(`0190000${n % 2}-0000-7000-8000-000000000000`)
  vi.advanceTimersByTime(1_000)
  expect(readsOf('/api/orders')).toEqual(['/api/orders'])
  expect(readsOf('/api/orders/:id')).toEqual([
    '/api/orders/:id 01900000-0000-7000-8000-000000000000',
    '/api/orders/:id 01900001-0000-7000-8000-000000000000',
  ])
})

test('reads everything shown once when many orders move at once', () => {
  for (let n = 10; n < 60; n++) move(`019000${n}-0000-7000-8000-000000000000`)
  vi.advanceTimersByTime(1_000)
  expect(readsOf('/api/orders/:id')).toEqual(['/api/orders/:id'])
  expect(readsOf('/api/desk')).toEqual(['/api/desk'])
})

test('keeps a stream with heartbeats open', () => {
  for (let n = 0; n < 20; n++) {
    vi.advanceTimersByTime(15_000)
    Stream.opened[0]?.say('heartbeat')
  }
  expect(Stream.opened).toHaveLength(1)
})

test('reopens a silent stream and reads again what it may have missed', () => {
  vi.advanceTimersByTime(41_000)
  expect(Stream.opened).toHaveLength(2)
  expect(Stream.opened[0]?.readyState).toBe(Stream.CLOSED)
  Stream.opened[1]?.say('open')
  vi.advanceTimersByTime(1_000)
  expect(read).toEqual(expect.arrayContaining(['/api/orders', '/api/orders/:id']))
})

test('leaves reconnecting to the browser', () => {
  Stream.opened[0]?.say('error')
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(1)
})

test('polls while a proxy holds the stream back, and stops when it speaks', () => {
  Stream.opened[0]?.say('heartbeat')
  vi.advanceTimersByTime(30_000)
  expect(read).toEqual([])
  // The stream is silent, so it is opened again. Its first event never comes.
  vi.advanceTimersByTime(11_000)
  Stream.opened[1]?.say('open')
  vi.advanceTimersByTime(1_000)
  read.length = 0
  vi.advanceTimersByTime(30_000)
  expect(readsOf('/api/orders').length).toBeGreaterThan(0)
  Stream.opened[1]?.say('heartbeat')
  read.length = 0
  vi.advanceTimersByTime(30_000)
  expect(read).toEqual([])
})
