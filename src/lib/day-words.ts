const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/**
 * A `yyyy-MM-dd` as people say it: 12月1日, 1 December; with the year where it is not this one. Not by Intl, whose
 * first use costs a phone more than the rest of its page.
 */
export function dayWords(day: string, language: 'zh' | 'en', today: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const other = year !== today.slice(0, 4)
  if (language === 'zh') return `${other ? `${year}年` : ''}${Number(month)}月${Number(date)}日`
  return `${Number(date)} ${MONTHS[Number(month) - 1]}${other ? ` ${year}` : ''}`
}
