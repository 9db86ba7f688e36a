import type { Disclosure } from '#contract/disclosure.ts'

/** A complete disclosure of an invented distributor. */
export const DISCLOSURE: Disclosure = {
  name: '苏州湖畔保险经纪有限公司',
  licenceKind: 'broker',
  licenceNo: '270123000000800',
  scope: {
    zh: '为投保人拟订投保方案、选择保险公司及办理投保手续',
    en: 'Arranging insurance for policyholders',
  },
  notice: { zh: '# 客户告知书\n\n本公司是保险经纪机构。', en: '# Notice to customers\n\nWe are a broker.' },
  complaints: {
    zh: '投诉电话 0512-88888888，十五日内答复',
    en: 'Call 0512-88888888. We answer within 15 days',
  },
  phone: '0512-88888888',
  icp: '苏ICP备12345678号-1',
  privacy: { zh: '我们为投保处理您的个人信息。', en: 'We process your personal data to insure you.' },
}
