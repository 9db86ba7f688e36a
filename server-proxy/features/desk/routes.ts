import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { daysCovered, isDay } from '../../../src/contract/days.ts'
import { Desk, LONGEST_PERIOD } from '../../../src/contract/desk.ts'
import type { Deps } from '../../deps.ts'
import { badField } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { sharedAnswers } from '../../http/shared-answer.ts'
import { readDesk } from './read-desk.ts'

const Day = z.string({ error: 'required' }).check(z.refine(isDay, 'day'))
const Period = z.object({ from: Day, to: Day })
type Period = z.infer<typeof Period>

/** 工作台: what was sold in a period. Clerks see what is their own. */
export function registerDeskRoutes(app: FastifyInstance, deps: Deps): void {
  const shared = sharedAnswers()
  app.get<{ Querystring: Period }>(
    '/api/desk',
    { config: { access: 'clerk' }, schema: { querystring: Period, response: { 200: Desk } } },
    (request, reply) => {
      const { from, to } = request.query
      if (to < from) throw badField('to', 'to-before-from')
      if (daysCovered(from, to) > LONGEST_PERIOD) throw badField('to', 'period-over-year')
      return shared(request, reply, () => readDesk(deps, userOf(request), { from, to }))
    },
  )
}
