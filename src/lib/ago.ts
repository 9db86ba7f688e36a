const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Relative time in its largest unit. */
export function agoWords(iso: string, language: 'zh' | 'en', now = Date.now()): string {
  const ms = Math.max(0, now - Date.parse(iso))
  const say = (count: number, zh: string, en: string) =>
    language === 'zh' ? `${count} ${zh}前` : `${count} ${en}${count === 1 ? '' : 's'} ago`
  if (ms < MINUTE) return language === 'zh' ? '刚刚' : 'just now'
  if (ms < HOUR) return say(Math.floor(ms / MINUTE), '分钟', 'minute')
  if (ms < DAY) return say(Math.floor(ms / HOUR), '小时', 'hour')
  return say(Math.floor(ms / DAY), '天', 'day')
}
