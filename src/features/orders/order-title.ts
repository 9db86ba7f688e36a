import type { Order } from '../../contract/orders.ts'
import { shanghaiDay } from '../../contract/days.ts'
import { dayWords } from '../../lib/day-words.ts'
import type { Language } from '../../ui/language.tsx'
import { messages } from './messages.ts'

const DAY = 86_400_000

/** Days of a period, both ends included. */
export const daysOf = (start: string, end: string) =>
  Math.round((Date.parse(end) - Date.parse(start)) / DAY) + 1

type Titled = Pick<Order, 'holderName' | 'insuredCount' | 'startDate' | 'endDate' | 'erasedAt' | 'isSealed'>

/** 黄明刚等 60 人，12月15日起 4 天: people and dates distinguish orders. */
export function orderTitle(order: Titled, language: Language): string {
  const t = messages[language]
  const who = order.erasedAt
    ? t.titleErased(order.insuredCount, order.isSealed)
    : t.titleWho(order.holderName ?? t.unnamed, order.insuredCount)
  const { startDate, endDate } = order
  if (!startDate || !endDate) return who
  const from = dayWords(startDate, language, shanghaiDay(Date.now()))
  return t.titleWhen(who, from, daysOf(startDate, endDate))
}

/** The number people quote: the platform's, else the pre-order number, else ours. */
export const orderNumber = ({
  orderCode,
  tempOrderCode,
  outSerialNo,
}: Pick<Order, 'orderCode' | 'tempOrderCode' | 'outSerialNo'>) => orderCode ?? tempOrderCode ?? outSerialNo
