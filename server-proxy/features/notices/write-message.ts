import * as paths from '#contract/paths.ts'
import { ATTENTION_WORDS } from '#contract/attention-words.ts'
import type { CustomerNoticeKind } from '#contract/notices.ts'
import type { AttentionReason } from '#contract/orders.ts'
import type { Deps } from '../../deps.ts'
import type { NoticeRow } from '../../store/schema/notices.ts'
import type { OrderRow } from '../../store/schema/orders.ts'

export type TextOf = { subject: string; text: string }
type Language = 'zh' | 'en'

export const TEST: Record<Language, TextOf> = {
  zh: {
    subject: '分销商门户：测试消息',
    text: '分销商门户的测试消息：收到它，说明通知可以送达。',
  },
  en: {
    subject: 'Distributor portal: test message',
    text: 'A test message of the distributor portal. If you read it, notifications arrive.',
  },
}

const STAFF = {
  zh: {
    attention: (count: number) => `${count} 张订单需要处理`,
    'no-policy': (count: number) => `${count} 张订单已付款但没有保单`,
    unreachable: '联系不上爱购保平台',
    refused: '爱购保平台拒绝了请求，请核对密钥',
    over: '爱购保平台已恢复',
    outageText: '受影响的操作会自动重试。详情见门户的平台连接页。',
    more: (count: number) => `另有 ${count} 张`,
    open: '打开门户',
    end: '不再接收这类邮件',
  },
  en: {
    attention: (count: number) =>
      count === 1 ? '1 order needs attention' : `${count} orders need attention`,
    'no-policy': (count: number) =>
      count === 1 ? '1 order is paid without a policy' : `${count} orders are paid without a policy`,
    unreachable: 'The 爱购保 platform cannot be reached',
    refused: 'The 爱购保 platform rejects requests: check the keys',
    over: 'The 爱购保 platform works again',
    outageText: 'What failed is retried automatically. The portal’s page “Platform connection” has details.',
    more: (count: number) => `and ${count} more`,
    open: 'Open the portal',
    end: 'Stop these mails',
  },
}

/** A message to staff or a robot. It names orders by product and number, never a person. */
export async function staffMessage(
  { db, publicUrl }: Pick<Deps, 'db' | 'publicUrl'>,
  { kind, content }: Pick<NoticeRow, 'kind' | 'content'>,
  language: Language,
  endPage?: string,
): Promise<TextOf> {
  const t = STAFF[language]
  const end = endPage ? [`\n${t.end}: ${endPage}`] : []
  if (kind === 'outage') {
    const subject = t[content.detail as 'over'] ?? t.unreachable
    return { subject, text: [t.outageText, `${t.open}: ${publicUrl}${paths.desk}`, ...end].join('\n') }
  }
  const ids = content.orders.map(({ id }) => id)
  const rows = ids.length
    ? await db
        .selectFrom('orders')
        .select(['id', 'product_name', 'out_serial_no'])
        .where('id', 'in', ids)
        .execute()
    : []
  const lines = content.orders.flatMap(({ id, reason }) => {
    const row = rows.find((one) => one.id === id)
    const why = reason && ATTENTION_WORDS[reason as AttentionReason]?.[language]
    return row
      ? [
          `${row.product_name} ${row.out_serial_no}: ${why ?? ''}\n${publicUrl}${paths.to(paths.order, { id })}`,
        ]
      : []
  })
  const left = content.count - content.orders.length
  return {
    subject: t[kind === 'no-policy' ? kind : 'attention'](content.count),
    text: [
      ...lines,
      ...(left > 0 ? [t.more(left)] : []),
      `${t.open}: ${publicUrl}${paths.desk}`,
      ...end,
    ].join('\n'),
  }
}

type Issued = Pick<
  OrderRow,
  'language' | 'product_name' | 'start_date' | 'end_date' | 'cover_start' | 'cover_end'
>

type Sold = { product: string; period: string; policies: number; link: string }

const CUSTOMER: Record<Language, Record<CustomerNoticeKind, (sold: Sold) => TextOf>> = {
  zh: {
    'order-issued': ({ product, period, link }) => ({
      subject: `您的保险已承保：${product}`,
      text: `您购买的${product}${period}已经承保。\n\n保单和发票在您的订单页：\n${link}\n查看时需要投保人证件号的最后四位。`,
    }),
    'policies-surrendered': ({ product, period, policies, link }) => ({
      subject: `部分退保已确认：${product}`,
      text: `平台已确认退保：${product}${period}共有 ${policies} 张保单已退保，其余保单继续有效。\n\n详情见您的订单页：\n${link}`,
    }),
    'surrender-confirmed': ({ product, period, link }) => ({
      subject: `退保已确认：${product}`,
      text: `平台已确认退保：${product}${period}，保障已经终止。\n\n详情见您的订单页：\n${link}`,
    }),
  },
  en: {
    'order-issued': ({ product, period, link }) => ({
      subject: `Your insurance is issued: ${product}`,
      text: `Your insurance ${product}${period}, has been issued.\n\nPolicies and invoice are on the page of your order:\n${link}\nIt asks for the last 4 characters of the policyholder’s ID.`,
    }),
    'policies-surrendered': ({ product, period, policies, link }) => ({
      subject: `Part of your insurance is surrendered: ${product}`,
      text: `The platform confirmed a surrender. Of your insurance ${product}${period}, ${policies === 1 ? '1 policy is' : `${policies} policies are`} surrendered. The other policies stay in force.\n\nDetails are on the page of your order:\n${link}`,
    }),
    'surrender-confirmed': ({ product, period, link }) => ({
      subject: `Your surrender is confirmed: ${product}`,
      text: `The platform confirmed the surrender of your insurance ${product}${period}. Cover has ended.\n\nDetails are on the page of your order:\n${link}`,
    }),
  },
}
const END: Record<Language, (page: string) => string> = {
  zh: (page) => `\n\n您在购买时同意接收这类邮件。不想再收，请打开：\n${page}\n`,
  en: (page) =>
    `\n\nYou get this mail because you agreed to it when you bought. Stop these mails:\n${page}\n`,
}

/** A message to the customer who agreed to it: the link to their own order, no policy, no name. */
export function customerMessage(
  { kind, content }: Pick<NoticeRow, 'kind' | 'content'>,
  order: Issued,
  link: string,
  endPage: string,
): TextOf {
  const from = order.cover_start ?? order.start_date
  const to = order.cover_end ?? order.end_date
  const language = order.language === 'en' ? 'en' : 'zh'
  const spoken = language === 'en' ? `, from ${from} to ${to}` : `（${from} 至 ${to}）`
  const { subject, text } = CUSTOMER[language][kind as CustomerNoticeKind]({
    product: order.product_name ?? '',
    period: from && to ? spoken : '',
    policies: Number(content.detail),
    link,
  })
  return { subject, text: text + END[language](endPage) }
}
