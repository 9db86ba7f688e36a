/** A `yyyy-MM-dd` as people say it: 12月1日, 1 December; with the year where it is not this one. */
export function dayWords(day: string, language: 'zh' | 'en', today: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
}
