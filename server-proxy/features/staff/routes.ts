import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { AddStaff, ChangeStaff, SetPassword, StaffList } from '../../../src/contract/staff.ts'
import type { Deps } from '../../deps.ts'
import { userOf } from '../../http/session.ts'
import { addStaff, changeStaff, listStaff, setPassword } from './staff.ts'

const Id = z.object({ id: z.uuid() })
type Id = { Params: { id: string } }

/** Who works here and as what; an admin's business. Each answer is the list as it is then. */
export function registerStaffRoutes(app: FastifyInstance, deps: Deps): void {
  const list = async () => ({ items: await listStaff(deps), nextCursor: null })
  const response = { 200: StaffList }

  app.get('/api/staff', { config: { access: 'admin' }, schema: { response } }, () => list())

  app.post<{ Body: AddStaff }>(
    '/api/staff',
    { config: { access: 'admin' }, schema: { body: AddStaff, response: { 201: StaffList } } },
    async (request, reply) => {
      await addStaff(deps, userOf(request), request.body)
      return reply.code(201).send(await list())
    },
  )

  app.put<Id & { Body: ChangeStaff }>(
    '/api/staff/:id',
    { config: { access: 'admin' }, schema: { params: Id, body: ChangeStaff, response } },
    async (request) => {
      await changeStaff(deps, userOf(request), request.params.id, request.body)
      return list()
    },
  )

  app.put<Id & { Body: SetPassword }>(
    '/api/staff/:id/password',
    { config: { access: 'admin' }, schema: { params: Id, body: SetPassword, response } },
    async (request) => {
      await setPassword(deps, userOf(request), request.params.id, request.body.password)
      return list()
    },
  )
}
