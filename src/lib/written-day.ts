import { isDay } from '../contract/days.ts'

/** Parses 1990-3-7, 1990/03/07, 1990.3.7, 19900307 or 1990年3月7日 as 1990-03-07; '' if invalid. */
export function writtenDay(text: string): string {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    []
  const found = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : ''
  return isDay(found) ? found : ''
}
