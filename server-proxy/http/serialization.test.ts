import Fastify from 'fastify'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { alarmOfAnswers, refuseMismatch } from './alarm-of-answers.ts'
import { answersBy, type OnMismatch } from './serialization.ts'

const Row = z.object({
  id: z.string(),
  amount: z.nullable(z.number()),
  tags: z.array(z.enum(['a', 'b'])),
  person: z.optional(z.nullable(z.object({ name: z.string() }))),
})
const ROW = { id: '1', amount: null, tags: ['a'], person: { name: '李雷' } }

async function answerOf(schema: z.core.$ZodType, value: unknown, onMismatch: OnMismatch = refuseMismatch) {
  const app = Fastify()
  app.setSerializerCompiler(answersBy(onMismatch) as never)
  app.get('/list', { schema: { response: { 200: schema } } }, async () => value)
  const answer = await app.inject('/list')
  await app.close()
  return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
}

/** The answer as sent, and what was reported of it. */
async function mismatch(schema: z.core.$ZodType, value: unknown) {
  const reported: [string, string[]][] = []
  const { status, body } = await answerOf(schema, value, (...found) => void reported.push(found))
  expect(status).toBe(200)
  return { body, reported }
}

test('an answer contains exactly what its schema names, at every depth', async () => {
  const row = { ...ROW, person: { ...ROW.person, cardNo: 'secret' }, sealed: 'x' }
  const { body } = await answerOf(z.object({ items: z.array(Row) }), {
    items: [row, { ...row, person: null }],
  })
  expect(body).toEqual({ items: [ROW, { ...ROW, person: null }] })
})

test('an answer that differs from its schema is reported by its fields and sent without what is not named', async () => {
  const items = [
    { ...ROW, tags: ['a', 'new'], sealed: 'x' },
    { ...ROW, tags: ['new'], id: 7, person: { name: '李雷', cardNo: 'secret' } },
  ]
  expect(await mismatch(z.object({ items: z.array(Row) }), { items, sealed: 'x' })).toEqual({
    body: {
      items: [
        { ...ROW, tags: ['a', 'new'] },
        { ...ROW, tags: ['new'], id: 7 },
      ],
    },
    reported: [['GET /list', ['items.*.tags.*', 'items.*.id']]],
  })
})

test('an object or list that the schema cannot read is sent as null', async () => {
  const Either = z.object({ one: z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]) })
  expect((await answerOf(Either, { one: { b: 2, hidden: 1 } })).body).toEqual({ one: { b: 2 } })
  expect((await mismatch(Either, { one: { b: 'x', hidden: 1 } })).body).toEqual({ one: null })
  const Kinds = z.object({ one: z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]) })
  expect((await mismatch(Kinds, { one: { kind: 'b', hidden: 1 } })).body).toEqual({ one: null })
  expect((await mismatch(Row, { ...ROW, person: [{ hidden: 1 }], id: { hidden: 1 } })).body).toEqual({
    ...ROW,
    person: null,
    id: null,
  })
  expect((await mismatch(Row, [{ hidden: 1 }])).body).toBeNull()
})

test('the tests refuse an answer that differs from its schema', async () => {
  expect((await answerOf(Row, { ...ROW, id: 7 })).status).toBe(500)
})

test('logs a route whose answers differ once a minute', () => {
  const lines: object[] = []
  const alarm = alarmOfAnswers({ error: (details) => void lines.push(details) })
  for (const route of ['GET /a', 'GET /a', 'GET /b']) alarm(route, ['id'])
  expect(lines).toEqual([
    { route: 'GET /a', fields: ['id'] },
    { route: 'GET /b', fields: ['id'] },
  ])
})
