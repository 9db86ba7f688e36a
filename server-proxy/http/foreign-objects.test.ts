import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import { BODIES, everyRole, nameOf } from '../testing/every-role.ts'
import { testPartner } from '../testing/partner.ts'
import { pathOf } from '../testing/routes.ts'

const { portal, routes, memberId, orderId, as, openSession, ask } = await everyRole()

test('a clerk cannot distinguish a foreign object from a missing one', async () => {
  const draftId = randomUUID()
  await portal.ask('PUT', `/api/drafts/${draftId}`, { content: { title: '李雷' } }, await as('other'))
  const { id: sessionId } = await openSession('other')
  const link = await portal.ask(
    'POST',
    '/api/links',
    { memberId, productCode: '200207', uses: 1, days: 1 },
    await as('other'),
  )
  const foreign: [string, string, number][] = [
    ['/api/orders/:id', orderId, 404],
    ['/api/drafts/:id', draftId, 0],
    ['/api/sessions/:id', sessionId, 404],
    ['/api/links/:id', link.json<{ id: string }>().id, 404],
  ]
  for (const [prefix, id, status] of foreign)
    for (const route of routes.filter(({ url }) => url.startsWith(prefix))) {
      if (route.endpoint?.access !== 'clerk') continue
      const without = ({ statusCode, body }: LightMyRequestResponse, named: string) =>
        [statusCode, body.replace(/"requestId":"[^"]*"/, '').replaceAll(named, '')] as const
      const unknownId = uuidv7()
      const theirs = without(await ask(route, await as('clerk'), { id }), id)
      // The browser creates a draft's id: saving an unknown one creates it.
      if (nameOf(route) === 'PUT /api/drafts/:id') expect(theirs[0]).toBe(404)
      else {
        expect(theirs, nameOf(route)).toEqual(
          without(await ask(route, await as('clerk'), { id: unknownId }), unknownId),
        )
        if (status) expect(theirs[0], nameOf(route)).toBe(status)
      }
    }
  const mine = await portal.ask('GET', `/api/drafts/${draftId}`, undefined, await as('other'))
  expect(mine.json<{ content: object }>().content).toEqual({ title: '李雷' })
})

test('a partner cannot distinguish another’s order from a missing one, nor write to it', async () => {
  const partner = await testPartner(portal)
  const below = routes.filter(({ url }) => url.startsWith(`${PARTNER_API}/orders/:id`))
  expect(below.length).toBeGreaterThan(6)
  for (const route of below) {
    const ask = async (id: string) => {
      const path = pathOf(route.url, { id, n: '1', policyCode: 'P1' }).slice(PARTNER_API.length)
      const body = route.method === 'POST' ? BODIES['POST /api/orders/:id/invoice'] : undefined
      const { statusCode, body: text } = await partner.ask(route.method as 'GET' | 'POST', path, body)
      return [statusCode, text.replace(/"requestId":"[^"]*"/, '')]
    }
    const foreign = await ask(orderId)
    expect(foreign, nameOf(route)).toEqual(await ask(uuidv7()))
    expect(foreign[0], nameOf(route)).toBe(404)
  }
})
