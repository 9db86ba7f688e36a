import { afterEach, expect, test, vi } from 'vitest'
import { ProblemError, send } from './request.ts'
import { answerStepUp } from './step-up.ts'

const REFUSED = { status: 403, code: 'step-up-required', title: '' }
let stop = () => {}
afterEach(() => {
  stop()
  vi.unstubAllGlobals()
})

/** A portal that refuses until the identity is proven. */
function portal() {
  let proven = false
  const asked: unknown[] = []
  vi.stubGlobal('fetch', (_path: string, { body }: { body?: string }) => {
    asked.push(body)
    return Promise.resolve(Response.json(proven ? { done: true } : REFUSED, { status: proven ? 200 : 403 }))
  })
  return { asked, prove: () => (proven = true) }
}

test('repeats a request with its body once the user has proven who they are', async () => {
  const { asked, prove } = portal()
  stop = answerStepUp(() => Promise.resolve(prove()))
  expect(await send('/x', { method: 'POST', body: { n: 1 } })).toMatchObject({ json: { done: true } })
  expect(asked).toEqual(['{"n":1}', '{"n":1}'])
})

test('asks once for requests that wait together', async () => {
  const { prove } = portal()
  const ask = vi.fn(() => Promise.resolve(prove()))
  stop = answerStepUp(ask)
  await Promise.all([send('/x', { method: 'POST' }), send('/y', { method: 'POST' })])
  expect(ask).toHaveBeenCalledTimes(1)
})

test.each([
  ['gives no proof', () => Promise.resolve(false)],
  ['gives one that does not help', () => Promise.resolve(true)],
])('fails as it did when the user %s', async (_, answer) => {
  portal()
  stop = answerStepUp(answer)
  await expect(send('/x', { method: 'POST' })).rejects.toThrow(ProblemError)
})

test('fails when no function asks the user', async () => {
  portal()
  await expect(send('/x', { method: 'POST' })).rejects.toThrow(ProblemError)
})
