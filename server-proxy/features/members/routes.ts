import type { FastifyInstance } from 'fastify'
import * as endpoints from '#contract/endpoints/members.ts'
import type { Deps } from '../../deps.ts'
import { hostOf } from '../../http/assets.ts'
import { Refusal } from '../../http/refusal.ts'
import { route } from '../../http/route.ts'
import { userOf } from '../../http/session.ts'
import { audit } from '../../store/audit.ts'
import { readMember, saveNote } from './member-note.ts'
import { platformAccounts } from './platform-account.ts'
import { registerMember, viewMember } from './register-member.ts'

export function registerMemberRoutes(app: FastifyInstance, deps: Deps): void {
  const accountOf = platformAccounts(deps)

  route(app, endpoints.registerMember, async (request, reply) => {
    const { member, isNew } = await registerMember(deps, userOf(request), request.body)
    return reply.code(isNew ? 201 : 200).send(member)
  })

  route(app, endpoints.listMembers, async () => {
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
  })

  route(app, endpoints.readMember, (request) => readMember(deps, request.params.memberId))

  route(app, endpoints.saveMemberNote, async (request) => {
    await saveNote(deps, userOf(request), request.params.memberId, request.body.note)
    return readMember(deps, request.params.memberId)
  })

  // The address of 7.8 contains an access token: it is not stored, logged or cached.
  route(app, endpoints.readPlatformOrders, async (request, reply) => {
    const { memberId } = request.params
    const account = await accountOf(memberId)
    // The audit entry is written before the answer is sent.
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
  })
}
