import { defineMessages } from '../ui/language.tsx'

export const messages = defineMessages(
  {
    invoiceType: '抬头类型',
    person: '个人',
    company: '公司',
    invoiceTitle: '发票抬头',
    taxpayerNo: '纳税人识别号',
    confirmTaxNo: '识别号已核对无误',
    submit: '提交申请',
    file: (n: number, codes: readonly string[]) =>
      codes.length === 0
        ? `发票 ${n}`
        : codes.length === 1
          ? `发票 ${codes[0]}`
          : `合并发票（${codes.length} 张保单）`,
    single: '该产品每张保单各开一张发票。',
    merged: '该产品全部保单合开一张发票。',
    both: '该产品可以每张保单各开一张发票，也可以合开一张，由平台决定。',
  },
  {
    invoiceType: 'Issued to',
    person: 'Individual',
    company: 'Company',
    invoiceTitle: 'Invoice title',
    taxpayerNo: 'Taxpayer number',
    confirmTaxNo: 'I have checked this number',
    submit: 'Request invoice',
    file: (n: number, codes: readonly string[]) =>
      codes.length === 0
        ? `Invoice ${n}`
        : codes.length === 1
          ? `Invoice ${codes[0]}`
          : `Combined invoice (${codes.length} policies)`,
    single: 'Each policy of this product gets its own invoice.',
    merged: 'All policies of this product share one invoice.',
    both: 'Each policy may get its own invoice, or all may share one. The platform decides.',
  },
)
