import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { Member, MemberList, PlatformOrdersLink, RegisterMember } from '../../../src/contract/members.ts'
import type { Deps } from '../../deps.ts'
import { hostOf } from '../../http/assets.ts'
import { notFound, Refusal } from '../../http/refusal.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { registerMember, viewMember } from './register-member.ts'

export function registerMemberRoutes(app: FastifyInstance, deps: Deps): void {
  app.post<{ Body: RegisterMember }>(
    '/api/members',
    { config: { access: 'clerk' }, schema: { body: RegisterMember, response: { 200: Member, 201: Member } } },
    async (request, reply) => {
      const { member, isNew } = await registerMember(deps, userOf(request), request.body)
      return reply.code(isNew ? 201 : 200).send(member)
    },
  )

  app.get(
    '/api/members',
    { config: { access: 'clerk' }, schema: { response: { 200: MemberList } } },
    async () => {
      const rows = await deps.db
        .selectFrom('members')
        .selectAll()
        .orderBy('created_at', 'desc')
        .limit(500)
        .execute()
      return {
        items: rows.map((row) => viewMember(deps, row)),
        nextCursor: null,
        defaults: deps.memberDefaults,
      }
    },
  )

  // 7.8: the address carries a credit token, so it is neither stored nor logged nor cached.
  app.get<{ Params: { memberId: string } }>(
    '/api/members/:memberId/platform-orders',
    {
      config: { access: 'manager' },
      schema: { params: z.object({ memberId: z.string() }), response: { 200: PlatformOrdersLink } },
    },
    async (request, reply) => {
      const { memberId } = request.params
      const row = await deps.db
        .selectFrom('members')
        .select('mobile_sealed')
        .where('member_id', '=', memberId)
        .executeTakeFirst()
      if (!row) throw notFound()
      const account = deps.vault.open(
        { table: 'members', column: 'mobile', row: memberId },
        row.mobile_sealed,
      )
      // That it was asked for is written down beside the asking, and before anybody sees what came of it.
      const [{ orderListUrl }] = await Promise.all([
        deps.gateway.getOrderListUrl({ account, memberId }, { priority: 'screen' }),
        audit(deps.vault, deps.db, {
          actor: userOf(request).username,
          act: 'platform-orders-opened',
          subject: { kind: 'member', id: memberId },
        }),
      ])
      const url = deps.assets.page(orderListUrl)
      if (!url) {
        deps.log.error(
          { host: hostOf(orderListUrl) },
          'the address of the platform’s order list is not allowed',
        )
        throw new Refusal(502, 'address-refused')
      }
      return reply.header('cache-control', 'no-store').send({ url })
    },
  )
}
