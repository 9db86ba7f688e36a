import type { Price } from '../contract/premiums.ts'
import { yuan } from './yuan.ts'

const WORDS = {
  zh: {
    from: (each: string) => `${each}/人起`,
    fromNote: '平台公布的起价，以收银台的金额为准',
    expectedNote: (each: string) => `按同计划、同天数的以往订单估算：${each}/人，以收银台为准`,
  },
  en: {
    from: (each: string) => `From ${each} per person`,
    fromNote: 'The platform’s published starting price. The payment page shows the final amount',
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
