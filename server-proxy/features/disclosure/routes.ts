import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/disclosure.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { currentDisclosure } from '../../purchases/disclosure.ts'
import { putDisclosure } from './put-disclosure.ts'

const MOST = 50

export function registerDisclosureRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, endpoints.readDisclosure, async () => ({ disclosure: await currentDisclosure(deps.db) }))

  route(app, endpoints.putDisclosure, async (request) => {
    await putDisclosure(deps, userOf(request), request.body)
    return { disclosure: await currentDisclosure(deps.db) }
  })

  route(app, endpoints.listDisclosures, async () => {
    const rows = await deps.db
      .selectFrom('disclosures')
      .innerJoin('users', 'users.id', 'disclosures.created_by')
      .select(['disclosures.sha256', 'disclosures.created_at', 'username'])
      .orderBy('disclosures.id', 'desc')
      .limit(MOST)
      .execute()
    return {
      items: rows.map(({ sha256, created_at, username }) => ({
        sha256: sha256.toString('hex'),
        since: created_at.toISOString(),
        by: username,
      })),
      nextCursor: null,
    }
  })
}
