import { expect, test } from 'vitest'
import { dayWords } from './day-words.ts'

test('formats days like Intl, with the year if not the current one', () => {
  for (const language of ['zh', 'en'] as const)
    for (let month = 1; month <= 12; month++) {
      const day = `2026-${String(month).padStart(2, '0')}-0${(month % 9) + 1}`
      const words = (year?: 'numeric') =>
        new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
          ...(year && { year }),
          month: 'long',
          day: 'numeric',
          timeZone: 'UTC',
        }).format(new Date(`${day}T00:00:00Z`))
      expect(dayWords(day, language, '2026-01-31')).toBe(words())
      expect(dayWords(day, language, '2027-01-31')).toBe(words('numeric'))
    }
})
