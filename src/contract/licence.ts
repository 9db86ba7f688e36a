/** Kinds of licence to sell insurance. */
export const LICENCE_KINDS = ['broker', 'agency', 'sideline'] as const
export type LicenceKind = (typeof LICENCE_KINDS)[number]

export const LICENCE_WORDS: Record<LicenceKind, { zh: string; en: string }> = {
  broker: { zh: '保险经纪业务许可证', en: 'Insurance broker licence' },
  agency: { zh: '保险代理业务许可证', en: 'Insurance agency licence' },
  sideline: { zh: '保险兼业代理业务许可证', en: 'Part-time insurance agency licence' },
}
