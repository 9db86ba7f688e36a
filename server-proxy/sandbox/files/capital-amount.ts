const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Fen in the capital numerals of invoices: 1050 → 壹拾元伍角整. */
export function capitalAmount(fen: number): string {
  const whole = Math.floor(fen / 100)
  const [jiao, cent] = [Math.floor(fen / 10) % 10, fen % 10]
  const head = whole > 0 || fen === 0 ? `${capitalWhole(whole)}元` : ''
  if (jiao === 0 && cent === 0) return `${head}整`
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : head && '零'
  return head + tenths + (cent > 0 ? `${DIGITS[cent]}分` : '整')
}

function capitalWhole(whole: number): string {
  const groups: number[] = []
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000)
  let text = ''
  for (const [upside, group] of groups.toReversed().entries()) {
    const place = groups.length - 1 - upside
    if (group === 0) continue
    // A zero marks a gap: before a group below a thousand, and within it.
    if (text && group < 1_000) text += '零'
    text += capitalGroup(group) + (GROUPS[place] ?? '')
  }
  return text || '零'
}

function capitalGroup(group: number): string {
  let text = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) gap = text !== ''
    else {
      text += (gap ? '零' : '') + (DIGITS[digit] ?? '') + (PLACES[place] ?? '')
      gap = false
    }
  }
  return text
}
