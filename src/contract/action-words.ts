import type { ActionWhy } from './order-actions.ts'

/** The sentence for each reason why an action is not possible. */
export const ACTION_WHY_WORDS: Record<ActionWhy, { zh: string; en: string }> = {
  'managers-only': { zh: '需要经理或管理员操作', en: 'Requires a manager or administrator' },
  'admins-only': { zh: '需要管理员操作', en: 'Requires an administrator' },
  erased: {
    zh: '个人信息已封存或删除，不能再办理',
    en: 'The personal data of this order is sealed or erased',
  },
  'not-placed': { zh: '平台还没有受理这张订单', en: 'The platform has not accepted this order yet' },
  'not-unpaid': { zh: '订单不在待支付状态', en: 'The order is not awaiting payment' },
  'cashier-missing': { zh: '没有可用的收银台地址', en: 'There is no usable payment address' },
  'payer-unnamed': { zh: '请先说明由谁付款', en: 'First say who pays' },
  closed: { zh: '订单已关闭', en: 'The order is closed' },
  'not-closed': { zh: '订单没有关闭', en: 'The order is not closed' },
  'cover-begun': {
    zh: '起保日期已到，不能恢复，请重新出单',
    en: 'The start of cover has passed. Sell it again instead',
  },
  'order-failed': { zh: '订单未成功', en: 'The order failed' },
  'not-credit': { zh: '不是授信支付的订单', en: 'This order is not paid by credit' },
  'amount-unknown': {
    zh: '客户还没有在平台页面确认投保，金额未定',
    en: 'The customer has not confirmed on the platform’s page yet, so the amount is unknown',
  },
  'payment-settled': { zh: '付款结果已经确认', en: 'The payment result is already confirmed' },
  'not-issued': { zh: '承保后可以办理', en: 'Available once the order is issued' },
  'surrender-stands': {
    zh: '已有退保在处理，请等平台确认',
    en: 'A surrender is in progress. Wait for the platform to confirm it',
  },
  'nothing-left': { zh: '没有可以退的保单', en: 'No policies can be surrendered' },
  'change-open': { zh: '上一次变更还没有完成', en: 'The last change is not finished yet' },
  'people-unknown': {
    zh: '人员由客户在平台填写，请退保后另行出单',
    en: 'The customer entered the people on the platform. Surrender, then sell again',
  },
  'group-policy': {
    zh: '团单全员共用保单，请退保后另行出单',
    en: 'A group shares its policy. Surrender, then sell again',
  },
  'no-surrender': { zh: '没有待确认的退保申请', en: 'No surrender request is open' },
  'withdraw-early': {
    zh: '平台可能还在处理，半小时后仍无结果才能撤回',
    en: 'The platform may still be working on it. It can be withdrawn after half an hour without a result',
  },
  'invoice-unsupported': { zh: '该产品不支持电子发票', en: 'No electronic invoices for this product' },
  'invoice-exists': { zh: '已经申请过发票', en: 'An invoice has already been requested' },
  nobody: { zh: '还没有人员信息', en: 'There are no people yet' },
  'still-needed': {
    zh: '平台可能还要用到这些信息，订单了结后可以删除',
    en: 'The platform may still need this data. It can be erased once the order is complete',
  },
}
