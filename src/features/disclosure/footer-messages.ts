import { defineMessages } from '../../ui/language.tsx'

/** Texts at the foot of customers' pages. */
export const footerMessages = defineMessages(
  {
    label: '销售机构',
    scope: '业务范围',
    phone: '客服电话',
    call: '打电话给客服',
    icp: '备案号',
    notice: '客户告知书',
    complaints: '投诉渠道',
    privacy: '隐私政策',
  },
  {
    label: 'Distributor',
    scope: 'Licensed scope',
    phone: 'Service',
    call: 'Call the service',
    icp: 'ICP number',
    notice: 'Notice to customers',
    complaints: 'Complaints',
    privacy: 'Privacy notice',
  },
)
