import type { OrderState, PolicyState } from '../store/records.ts'
import type { Scenario } from './scenario.ts'

type Labels = Record<Scenario['labels'], string>
const labels = (usual: string, synonyms: string, unknown: string): Labels => ({ usual, synonyms, unknown })

const ORDER: Record<OrderState, Labels> = {
  unpaid: labels('待支付', '未支付', '待缴费确认'),
  'payment-failed': labels('支付失败', '支付失败', '缴费异常'),
  paid: labels('已支付', '支付成功', '已收款待核保'),
  issued: labels('已承保', '投保成功', '核保通过'),
  'issue-failed': labels('投保失败', '投保失败', '核保未通过'),
  surrendering: labels('退保中', '退保中', '退保受理'),
  surrendered: labels('已退保', '退保成功', '退保办结'),
  refunded: labels('已退款', '已退款', '款项已原路退回'),
  cancelled: labels('已取消', '已关闭', '客户撤单'),
  expired: labels('已过期', '已关闭', '超时未缴'),
}

const POLICY: Record<PolicyState, Labels> = {
  issued: labels('已承保', '保障中', '核保通过'),
  surrendering: labels('退保中', '退保中', '退保受理'),
  surrendered: labels('已退保', '退保成功', '退保办结'),
  failed: labels('投保失败', '投保失败', '核保未通过'),
}

export const orderLabel = (state: OrderState, kind: Scenario['labels'] = 'usual') => ORDER[state][kind]

/** policyStatus of §7.11; without a policy it is 未投保. */
export const policyLabel = (state: PolicyState | undefined, kind: Scenario['labels'] = 'usual') =>
  state ? POLICY[state][kind] : kind === 'unknown' ? '待出单' : '未投保'

const CARD_TYPES = ['身份证', '护照', '港澳通行证', '台胞证', '军官证']
export const CARD_CHOICES = CARD_TYPES.map((label, place) => ({ value: String(place + 1), label }))
export const cardLabel = (cardType: string) => CARD_TYPES[Number(cardType) - 1] ?? ''

const RELATIONS = ['本人', '父母', '子女', '配偶', '其他']
export const RELATION_CHOICES = RELATIONS.map((label, place) => ({ value: String(place + 1), label }))
export const relationLabel = (relation: string) => RELATIONS[Number(relation) - 1] ?? ''

export const genderLabel = (gender: string) => (gender === 'F' ? '女' : gender === 'M' ? '男' : '')
