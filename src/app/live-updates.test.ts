import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from './live-updates.ts'

/** The browser's stream, which Node has not: what the BFF says is put into it by hand. */
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
    read.push(filters?.queryKey?.join(' ') ?? '')
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

test('orders that move at once are read once, and the lists once', () => {
  for (let n = 0; n < 10; n++) move(`0190000${n % 2}-0000-7000-8000-000000000000`)
  vi.advanceTimersByTime(1_000)
  expect(read).toEqual([
    'orders list',
    'orders one 01900000-0000-7000-8000-000000000000',
    'orders one 01900001-0000-7000-8000-000000000000',
  ])
})

test('when many orders move at once, everything shown is read once', () => {
  for (let n = 10; n < 60; n++) move(`019000${n}-0000-7000-8000-000000000000`)
  vi.advanceTimersByTime(1_000)
  expect(read).toEqual(['orders list', 'orders one'])
})

test('a stream with heartbeats stays open', () => {
  for (let n = 0; n < 20; n++) {
    vi.advanceTimersByTime(15_000)
    Stream.opened[0]?.say('heartbeat')
  }
  expect(Stream.opened).toHaveLength(1)
})

test('a stream that falls silent is opened again, and what may have been missed is read', () => {
  vi.advanceTimersByTime(41_000)
  expect(Stream.opened).toHaveLength(2)
  expect(Stream.opened[0]?.readyState).toBe(Stream.CLOSED)
  Stream.opened[1]?.say('open')
  vi.advanceTimersByTime(1_000)
  expect(read).toEqual(['orders list', 'orders one'])
})

test('a stream that the browser connects again is left to the browser', () => {
  Stream.opened[0]?.say('error')
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(1)
})
