import type { Price } from '../contract/premiums.ts'
import { yuan } from './yuan.ts'

const WORDS = {
  zh: {
    from: (each: string) => `${each}/人起`,
    fromNote: '平台的最低价；人数和天数不同，保费不同，以收银台为准',
    expectedNote: (each: string) => `按同计划、同天数的以往订单估算：${each}/人，以收银台为准`,
  },
  en: {
    from: (each: string) => `From ${each} per person`,
    fromNote:
      'The platform’s lowest price. It depends on people and days; the payment page shows the final amount',
    expectedNote: (each: string) =>
      `Estimated from past orders with this plan and duration: ${each} per person. The payment page shows the final amount`,
  },
}

/** A price before the platform calculates one. `note` names its source. */
export function priceWords(price: Price, language: 'zh' | 'en'): { amount: string; note: string } {
  const t = WORDS[language]
  return price.kind === 'from'
    ? { amount: t.from(yuan(price.each)), note: t.fromNote }
    : { amount: yuan(price.total), note: t.expectedNote(yuan(price.each)) }
}

export const fromWords = (each: number, language: 'zh' | 'en') => WORDS[language].from(yuan(each))
