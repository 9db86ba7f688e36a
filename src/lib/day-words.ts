const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/**
 * Formats a `yyyy-MM-dd`: 12月1日, 1 December; with the year if not the current one. Not with Intl, whose first use
 * takes longer on a phone than the rest of the page.
 */
export function dayWords(day: string, language: 'zh' | 'en', today: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const other = year !== today.slice(0, 4)
  if (language === 'zh') return `${other ? `${year}年` : ''}${Number(month)}月${Number(date)}日`
  return `${Number(date)} ${MONTHS[Number(month) - 1]}${other ? ` ${year}` : ''}`
}
