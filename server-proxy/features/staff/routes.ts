import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/staff.ts'
import type { Deps } from '../../deps.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { putFactorRules, readFactorRules } from './factor-rules.ts'
import { addStaff, changeStaff, listStaff, displayNames, resetFactors, setPassword } from './staff.ts'

export function registerStaffRoutes(app: FastifyInstance, deps: Deps): void {
  const list = async () => ({ items: await listStaff(deps), nextCursor: null })

  route(app, endpoints.listStaffNames, async () => ({
    items: await deps.db.selectFrom('users').select('username').orderBy('username').execute(),
  }))

  route(app, endpoints.listStaff, () => list())

  route(app, endpoints.listDisplayNames, async () => ({ items: await displayNames(deps), nextCursor: null }))

  route(app, endpoints.addStaff, async (request) => {
    await addStaff(deps, userOf(request), request.body)
    return list()
  })

  route(app, endpoints.changeStaff, async (request) => {
    await changeStaff(deps, userOf(request), request.params.id, request.body)
    return list()
  })

  route(app, endpoints.setStaffPassword, async (request) => {
    await setPassword(deps, userOf(request), request.params.id, request.body)
    return list()
  })

  route(app, endpoints.resetFactors, async (request) => {
    await resetFactors(deps, userOf(request), request.params.id)
    return list()
  })

  route(app, endpoints.readFactorRules, () => readFactorRules(deps))

  route(app, endpoints.putFactorRules, async (request) => {
    await putFactorRules(deps, userOf(request), request.body)
    return readFactorRules(deps)
  })
}
