import type { PurchaseStep } from '../../contract/purchase-steps.ts'
import { defineMessages } from '../../ui/language.tsx'

export const messages = defineMessages(
  {
    title: (number: string) => `服务编号 ${number}`,
    detail: '客户在购买页上看到的编号，不含个人信息。',
    loading: '正在读取',
    retry: '再试一次',
    orders: '订单',
    none: '没有找到这次购买。请再核对编号。客户没有开始填写，或很久没有继续时，这里没有记录；业务员只能查到自己的。',
    product: '产品',
    channel: '渠道',
    link: '链接',
    partner: '合作网站',
    reference: '网站的编号',
    step: '填到哪一步',
    stepWord: (step: PurchaseStep) =>
      ({ product: '选产品', period: '选日期', people: '填人员', notice: '投保提示', review: '核对' })[step],
    onlyOpened: '还没有开始填写',
    begun: '开始时间',
    saved: '最近保存',
    order: '订单',
    refusal: '平台退回的原因',
    createdBy: '业务员',
  },
  {
    title: (number: string) => `Support number ${number}`,
    detail: 'The customer sees this number on the purchase page. It holds no personal data.',
    loading: 'Loading',
    retry: 'Try again',
    orders: 'Orders',
    none: 'Purchase not found. Check the number. There is no record if the customer entered nothing or stopped long ago. Clerks find only their own.',
    product: 'Product',
    channel: 'Channel',
    link: 'Link',
    partner: 'Partner site',
    reference: 'Partner’s reference',
    step: 'Last step',
    stepWord: (step: PurchaseStep) =>
      ({ product: 'Product', period: 'Dates', people: 'People', notice: 'Notice', review: 'Review' })[step],
    onlyOpened: 'Nothing entered yet',
    begun: 'Started',
    saved: 'Last saved',
    order: 'Order',
    refusal: 'Refused by the platform',
    createdBy: 'Clerk',
  },
)
