/**
 * 向投保人说明: how staff explained cover, exclusions, truthful disclosure and cancelling before they placed an order, and
 * got the policyholder's confirmation. `own`: the distributor itself is the policyholder.
 */
export const EXPLAINED = ['in-person', 'phone', 'writing', 'own'] as const
export type Explained = (typeof EXPLAINED)[number]

export const EXPLAINED_WORDS: Record<Explained, { zh: string; en: string }> = {
  'in-person': { zh: '当面', en: 'In person' },
  phone: { zh: '电话', en: 'By phone' },
  writing: { zh: '微信或邮件', en: 'In writing' },
  own: { zh: '本公司投保', en: 'Own policy' },
}
