import './common-problems.ts'
import { addWords } from './problems.ts'

/* Words of problems with an order that exists. The first page of a purchase does not load them. */
addWords(
  {
    'policy-unknown': { zh: '这张保单不属于本订单', en: 'This policy is not part of this order' },
    'odd-company-no': {
      zh: '纳税人识别号未通过校验，核对无误后可确认继续',
      en: 'This taxpayer number is not valid. Check it, then confirm to continue',
    },
    'taxpayer-no': {
      zh: '纳税人识别号应为 15、17、18 或 20 位字母和数字',
      en: 'A taxpayer number has 15, 17, 18 or 20 letters and digits',
    },
  },
  {
    'holder-unknown': {
      zh: '还没有投保人的证件号可以核对，请联系销售方办理',
      en: 'The policyholder’s ID is not known yet. Contact the seller',
    },
    'lookup-failed': {
      zh: '没有找到相符的订单，请核对三项内容',
      en: 'No matching order. Check all three details',
    },
    'no-change': { zh: '没有未完成的变更', en: 'No change is open' },
    'not-surrendered': {
      zh: '退保还没有得到平台确认，暂不能重新出单；请先向平台核对',
      en: 'The surrender is not confirmed yet, so nothing is sold again. Check with the platform first',
    },
    'people-unknown': {
      zh: '人员由客户在平台填写或改动过，请退保后另行出单',
      en: 'The customer entered or changed people on the platform. Surrender, then sell again',
    },
    'not-unpaid': { zh: '订单已不是待支付，不能关闭', en: 'The order is no longer awaiting payment' },
    'not-closed': { zh: '订单没有关闭', en: 'The order is not closed' },
    'cover-begun': {
      zh: '起保日期已到，不能恢复，请重新出单',
      en: 'The start of cover has passed. Sell it again instead',
    },
    'not-issued': { zh: '订单尚未承保', en: 'The order has not been issued yet' },
    'policy-surrendered': {
      zh: '所选保单中有的已退保或正在退保，请刷新后重选',
      en: 'Some selected policies are already cancelled or being cancelled. Reload and select again',
    },
    'surrender-stands': {
      zh: '已经申请过退保，平台还在处理',
      en: 'Cancellation was already requested. The platform is still processing it',
    },
    'invoice-exists': { zh: '已经申请过发票，不能重复申请', en: 'An invoice has already been requested' },
    'invoice-unsupported': { zh: '该产品不支持电子发票', en: 'No electronic invoices for this product' },
    'order-erased': {
      zh: '个人信息已封存或删除，不能再办理',
      en: 'The personal data of this order is sealed or erased',
    },
    'file-unavailable': {
      zh: '暂时取不到文件，请稍后再试',
      en: 'The file is not available right now. Try again later',
    },
    '1001': { zh: '保单尚未生效', en: 'The policy is not in force yet' },
    '4001': { zh: '订单当前的状态不能退保', en: 'The order cannot be cancelled in its current status' },
  },
  {
    'title-too-long': (most) => ({
      zh: `平台最多接受 ${most} 个字的抬头。请勿截短，凭订单号请平台客服按全称开具`,
      en: `The platform takes a title of at most ${most} characters. Do not shorten it: give the order number to the platform’s support and ask for the full name`,
    }),
  },
)
