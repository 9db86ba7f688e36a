import { randomBytes } from 'node:crypto'
import { pageUrl } from '../business/addresses.ts'
import { MAGIC_MOBILE } from '../business/magic-products.ts'
import type { Platform } from '../platform.ts'
import { CODES, Refused } from '../wire/refused.ts'
import { checkDistributor, knownMember } from './own.ts'

const CREDIT = 100_000_000
const LIST_TOKEN_MS = 30 * 60_000

/** §7.1: the same mobile is the same member. */
export function register(platform: Platform, body: { distrCode: string; mobile: string; company: string }) {
  const { store } = platform
  checkDistributor(platform, body)
  const code = MAGIC_MOBILE.exec(body.mobile)?.[1]
  if (code && code !== '0000' && Object.hasOwn(CODES, code)) throw new Refused(code as '9999')
  if (!/^1[3-9]\d{9}$/.test(body.mobile)) throw new Refused('9999', '参数mobile不是手机号')
  const known = store.member('mobile', body.mobile)
  if (known) return { memberId: known.memberId }
  const memberId = String(107_083 + store.next('member'))
  store.saveMember({ memberId, mobile: body.mobile, company: body.company, credit: CREDIT })
  return { memberId }
}

/** §7.8: a page that is valid for half an hour. */
export function getOrderListUrl(
  platform: Platform,
  body: { account: string; distrCode: string; memberId: string },
) {
  const { store, settings, trueNow } = platform
  checkDistributor(platform, body)
  const member = knownMember(platform, body)
  if (body.account !== member.mobile) throw new Refused('9999', '账号与会员号不符')
  const token = randomBytes(16).toString('hex').toUpperCase()
  store.addListToken(token, member.memberId, trueNow() + LIST_TOKEN_MS)
  return { orderListUrl: pageUrl(platform, settings.urls, `/pages/orders?creditToken=${token}`) }
}
