import { defineMessages } from '../../ui/language.tsx'

/** Texts of the question who pays at the cashier. */
export const payerMessages = defineMessages(
  {
    ask: '由谁付款？',
    is: (who: string) => `付款：${who}`,
    about: '保费应由投保人自己支付，业务员不得代客户付款。回答会记入订单和审计日志。',
    first: '说明由谁付款后，即可打开收银台。也可以把订单发给客户，由客户自己付款。',
    customer: '客户付款',
    customerHow: '在这里，或在自己的设备上',
    distributor: '本公司付款',
    distributorHow: '投保人就是本公司',
    staff: '业务员代客户付款',
    staffHow: '确有必要时，须写明原因',
    reason: '原因',
    reasonHint: '请勿填写手机号或证件号',
    submit: '确定',
    cancel: '取消',
    close: '关闭',
  },
  {
    ask: 'Who pays?',
    is: (who: string) => `Paid by ${who}`,
    about:
      'The policyholder pays the premium. Staff must not pay for the customer. The answer is kept with the order and in the audit log.',
    first:
      'The payment page opens once you say who pays. You can also send the order to the customer, who then pays.',
    customer: 'The customer',
    customerHow: 'Here or on their own device',
    distributor: 'The distributor',
    distributorHow: 'It is the policyholder',
    staff: 'Staff for the customer',
    staffHow: 'Only where there is no other way, with the reason',
    reason: 'Reason',
    reasonHint: 'Without mobile or ID numbers',
    submit: 'Confirm',
    cancel: 'Cancel',
    close: 'Close',
  },
)
