import type { OrderStatus } from '#contract/place-order.ts'

/** orderStatus and policyStatus of §7.11 are open sets of labels; these are the known ones. */
const LABELS: Record<string, OrderStatus> = {
  待支付: 'unpaid',
  未支付: 'unpaid',
  已支付: 'paid',
  支付成功: 'paid',
  待投保: 'paid',
  投保中: 'paid',
  已投保: 'issued',
  投保成功: 'issued',
  已承保: 'issued',
  已生效: 'issued',
  保障中: 'issued',
  退保中: 'surrendering',
  已退保: 'surrendered',
  退保成功: 'surrendered',
  退款中: 'surrendered',
  已退款: 'refunded',
  投保失败: 'failed',
  支付失败: 'failed',
  已取消: 'failed',
  已关闭: 'failed',
  已过期: 'failed',
}

/** Our status for a label; `more` extends the table. Null for an unknown label. */
export function placeLabel(label: string | null, more: Record<string, string>): OrderStatus | null {
  if (label === null) return null
  return (
    (Object.hasOwn(more, label) ? (more[label] as OrderStatus) : undefined) ??
    (Object.hasOwn(LABELS, label) ? (LABELS[label] ?? null) : null)
  )
}

/** Every label of `status`; `more` extends the table. */
export function labelsOf(status: OrderStatus, more: Record<string, string>): string[] {
  return Object.keys({ ...LABELS, ...more }).filter((label) => placeLabel(label, more) === status)
}
