import { CARD_TYPE_WORDS, GENDER_WORDS } from './people-words.ts'
import type { Language } from './problems.ts'

/** English for the platform's Chinese labels (§7.11) and messages (§8.1). */
const ENGLISH: Record<string, string> = {
  待支付: 'Unpaid',
  未支付: 'Unpaid',
  已支付: 'Paid',
  支付成功: 'Paid',
  待投保: 'Waiting to be issued',
  投保中: 'Being issued',
  未投保: 'Not issued yet',
  已投保: 'Issued',
  投保成功: 'Issued',
  已承保: 'Issued',
  已生效: 'In force',
  保障中: 'In force',
  退保中: 'Surrendering',
  已退保: 'Surrendered',
  退保成功: 'Surrendered',
  退款中: 'Being refunded',
  已退款: 'Refunded',
  投保失败: 'Not issued: failed',
  支付失败: 'Payment failed',
  已取消: 'Cancelled',
  已关闭: 'Closed',
  已过期: 'Expired',
  居民身份证: 'Resident ID',
  台湾通行证: 'Taiwan permit',
  港澳居民来往内地通行证: 'HK/Macau permit',
  台湾居民来往大陆通行证: 'Taiwan permit',
  户口本: 'Household register',
  统一社会信用代码: 'Unified social credit code',
  统一社会信用代码证: 'Unified social credit code',
  营业执照: 'Business licence',
  法定: 'Legal heirs',
  法定受益人: 'Legal heirs',
  法定继承人: 'Legal heirs',
  成功: 'Success',
  操作成功: 'Success',
  失败: 'Failed',
  订单不存在: 'No such order',
  保单未生效: 'The policy is not in force',
  接口请求频繁: 'Called too often',
  接口签名错误: 'Wrong signature',
  请求接口不合法: 'Illegal call',
  报文解密失败: 'Cannot be decrypted',
  分销产品不存在: 'No such product',
  订单状态不符合退保条件: 'The order cannot be surrendered in this state',
  请求接口TOKEN不合法: 'Illegal token',
}
const OURS = { ...CARD_TYPE_WORDS, ...GENDER_WORDS }
const BY_LABEL = new Map(Object.values(OURS).map((words) => [words.zh, words]))

/** Translates our code or the platform's label. Unknown labels stay unchanged. */
export function platformWord(label: string, language: Language): string {
  const words = Object.hasOwn(OURS, label) ? OURS[label as keyof typeof OURS] : BY_LABEL.get(label)
  if (words) return words[language]
  return language === 'en' && Object.hasOwn(ENGLISH, label) ? (ENGLISH[label] ?? label) : label
}

/** The same for a list such as `P1 已承保, P2 退保中`. */
export const platformWords = (list: string, language: Language) =>
  list.replace(/[^\s,]+/g, (label) => platformWord(label, language))
