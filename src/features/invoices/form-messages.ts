import { defineMessages } from '../../ui/language.tsx'

export const messages = defineMessages(
  {
    invoiceType: '抬头类型',
    person: '个人',
    company: '公司',
    invoiceTitle: '发票抬头',
    taxpayerNo: '纳税人识别号',
    confirmTaxNo: '识别号已核对无误',
    submit: '提交申请',
  },
  {
    invoiceType: 'Issued to',
    person: 'Individual',
    company: 'Company',
    invoiceTitle: 'Invoice title',
    taxpayerNo: 'Taxpayer number',
    confirmTaxNo: 'I have checked this number',
    submit: 'Request invoice',
  },
)
