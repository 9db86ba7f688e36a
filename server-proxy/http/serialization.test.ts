import Fastify from 'fastify'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { pickingSerializer } from './serialization.ts'

const Row = z.object({
  id: z.string(),
  amount: z.nullable(z.number()),
  tags: z.array(z.enum(['a', 'b'])),
  person: z.optional(z.nullable(z.object({ name: z.string() }))),
})

async function answerOf(schema: z.ZodMiniType, value: unknown): Promise<{ status: number; body: unknown }> {
  const app = Fastify()
  app.setSerializerCompiler(pickingSerializer as never)
  app.get('/', { schema: { response: { 200: schema } } }, async () => value)
  const answer = await app.inject('/')
  await app.close()
  return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
}

test('an answer contains exactly what its schema names, at every depth', async () => {
  const row = { id: '1', amount: null, tags: ['a'], person: { name: '李雷', cardNo: 'secret' }, sealed: 'x' }
  const { body } = await answerOf(z.object({ items: z.array(Row) }), {
    items: [row, { ...row, person: null }],
  })
  const named = { id: '1', amount: null, tags: ['a'], person: { name: '李雷' } }
  expect(body).toEqual({ items: [named, { ...named, person: null }] })
})

test('validates what copying cannot serialize', async () => {
  const Choice = z.object({ one: z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]) })
  expect(await answerOf(Choice, { one: { b: 2, hidden: 1 } })).toEqual({
    status: 200,
    body: { one: { b: 2 } },
  })
  expect((await answerOf(Choice, { one: { b: 'x' } })).status).toBe(500)
})
