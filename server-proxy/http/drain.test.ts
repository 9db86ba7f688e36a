import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { registerDrain } from './drain.ts'

test('an answer in progress does not delay the stop', async () => {
  const app = Fastify({ forceCloseConnections: 'idle' })
  registerDrain(app, { begun: false })
  app.get('/', async () => {
    await pause(200)
    return 'done'
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<number | undefined>((resolve, reject) => {
    get(address, { agent }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).on('error', reject)
  })
  await pause(100)
  const ended = app.close().then(() => 'ended')
  expect(await answered).toBe(200)
  expect(await Promise.race([ended, pause(10_000, 'held up')])).toBe('ended')
  agent.destroy()
})
