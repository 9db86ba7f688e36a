import type { AttentionReason } from './orders.ts'

/** The sentence for each attention reason. */
export const ATTENTION_WORDS: Record<AttentionReason, { zh: string; en: string }> = {
  uncertain: { zh: '提交后一直没有得到平台的答复', en: 'No response from the platform since submission' },
  'no-policy': { zh: '已经付款，但没有保单或保单不全', en: 'Paid, but policies are missing' },
  'label-unknown': { zh: '平台返回了不认识的状态', en: 'The platform returned an unknown status' },
  'amount-differs': {
    zh: '平台上的金额与所选计划不符，客户可能换了计划',
    en: 'The platform’s amount does not match the selected plan; the customer may have changed it',
  },
  'payment-refused': { zh: '平台没有接受付款结果', en: 'The platform rejected the payment result' },
  'surrender-not-done': {
    zh: '退保没有成功，平台上没有这次退保',
    en: 'The surrender failed; the platform has no record of it',
  },
  'surrender-unconfirmed': {
    zh: '退保申请后，平台一直没有显示结果',
    en: 'The platform shows no result of the surrender',
  },
  contradiction: {
    zh: '平台的订单状态与保单状态互相矛盾',
    en: 'The platform’s order status and policy statuses contradict each other',
  },
  'went-back': {
    zh: '平台撤销了已经完成的退保或退款',
    en: 'The platform reversed a completed surrender or refund',
  },
  'invoice-not-done': {
    zh: '开票没有成功，平台上没有这次申请',
    en: 'The invoice request failed; the platform has no record of it',
  },
  difference: {
    zh: '每日对账发现与平台不一致，已按平台更新',
    en: 'The daily comparison found a difference; the platform’s values now apply',
  },
  'cashier-refused': {
    zh: '平台给的收银台地址不在允许的网站里，客户无法付款',
    en: 'The platform’s payment address is not on an allowed host; the customer cannot pay',
  },
  'proofs-closed': {
    zh: '证件后四位答错太多次，客户查询已停用',
    en: 'Too many wrong attempts; customer access is locked',
  },
  'notification-contradicted': {
    zh: '收到的通知与平台的状态不一致',
    en: 'A notification contradicts the platform’s status',
  },
  'opening-asked': {
    zh: '有管理员申请调取封存资料，等待另一名管理员批准',
    en: 'An administrator asks to open sealed data; another one has to approve',
  },
  unreadable: { zh: '有数据无法解密', en: 'Some data cannot be decrypted' },
  'change-unfinished': {
    zh: '变更没有完成：已经退保，新的订单还没有下',
    en: 'A change is unfinished: surrendered, but the new order is not placed',
  },
  'paid-after-close': {
    zh: '订单关闭后客户仍在平台付了款，已恢复',
    en: 'The customer paid on the platform after this order was closed here; it is open again',
  },
  'answer-unstorable': { zh: '平台答复无法保存', en: 'The platform’s response cannot be stored' },
}
