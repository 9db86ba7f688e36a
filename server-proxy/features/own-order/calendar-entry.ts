import { addDays } from '#contract/days.ts'
import type { OwnOrder } from '#contract/own-order.ts'
import type { Language } from '#contract/problems.ts'

const WORDS = {
  zh: { summary: '旅行保险', insurer: '保险公司', order: '订单号', policy: '保单号', seller: '销售方' },
  en: { summary: 'Travel insurance', insurer: 'Insurer', order: 'Order', policy: 'Policy', seller: 'Seller' },
}

/**
 * The insured period as an iCalendar file (RFC 5545): one all-day event, whose days are the same in every
 * zone. Contains no names. Null while the period is unknown.
 */
export function calendarEntry(
  order: OwnOrder,
  { id, language, now }: { id: string; language: Language; now: number },
): string | null {
  if (!order.startDate || !order.endDate) return null
  const t = WORDS[language]
  const about = [
    order.insurerName && `${t.insurer} ${order.insurerName}`,
    `${t.order} ${order.orderNo}`,
    ...order.policies.map(({ policyCode }) => `${t.policy} ${policyCode}`),
    `${t.seller} ${order.seller.company}`,
  ].filter((line): line is string => Boolean(line))
  const day = (text: string) => text.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//aigobo//distributor portal//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@distributor-portal`,
    `DTSTAMP:${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${day(order.startDate)}`,
    // An all-day event ends on the day after its last.
    `DTEND;VALUE=DATE:${day(addDays(order.endDate, 1))}`,
    `SUMMARY:${escaped(`${t.summary}：${order.productName}`)}`,
    `DESCRIPTION:${escaped(about.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('\r\n') + '\r\n'
}

const escaped = (text: string) =>
  text.replace(/[\\;,]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')

/** Folds lines at 75 octets between characters; continuation lines begin with a space. */
function folded(line: string): string {
  const parts = ['']
  let size = 0
  for (const character of line) {
    const bytes = Buffer.byteLength(character)
    if (size + bytes > (parts.length === 1 ? 75 : 74)) {
      parts.push('')
      size = 0
    }
    parts[parts.length - 1] += character
    size += bytes
  }
  return parts.join('\r\n ')
}
