import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPortal, testPortal } from '../testing/portal.ts'

type Operation = {
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
  security: object[]
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
}

let portal: TestPortal
let document: Document
beforeAll(async () => {
  portal = await testPortal()
  document = (await portal.ask('GET', '/api/openapi.json', undefined, { cookie: '' })).json<Document>()
})
afterAll(() => portal.close())

test('OpenAPI describes every route: parameters, body, answers, problems and access', () => {
  for (const { method, url, access, schema } of portal.routes) {
    const name = `${method} ${url}`
    const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    if (!operation) throw new Error(`${name} is not described`)
    const named = [...url.matchAll(/:(\w+)/g)].map(([, one]) => one)
    expect(
      operation.parameters?.filter((one) => one.in === 'path').map((one) => one.name) ?? [],
      name,
    ).toEqual(named)
    expect(Boolean(operation.requestBody), name).toBe('body' in schema)

    const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
    expect(good.length, `${name} says what it answers: schema.response`).toBeGreaterThan(0)
    for (const [status, { content }] of good)
      if (status !== '204') expect(Object.keys(content ?? {}).length, `${name} ${status}`).toBeGreaterThan(0)
    for (const status of ['4XX', '5XX'])
      expect(operation.responses[status]?.content, name).toHaveProperty(['application/problem+json'])
    const open = access === 'anyone' || !url.startsWith('/api/')
    expect(operation.security.length === 0, name).toBe(open)
  }
  expect(Object.keys(document.paths).length).toBe(new Set(portal.routes.map(({ url }) => url)).size)
})

test('every reference resolves', () => {
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(document.components.schemas, name).toHaveProperty([name])
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path)))
    for (const scheme of operation.security.flatMap((one) => Object.keys(one)))
      expect(document.components.securitySchemes).toHaveProperty([scheme])
})
