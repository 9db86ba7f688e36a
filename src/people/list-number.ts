const LIST_NUMBER = new RegExp(
  [
    String.raw`^(?:[•·▪◆●○■□★☆✓✔√>*-]|(?![\d#*])\p{Extended_Pictographic})+ *(?=[\p{L}\d(])`,
    String.raw`^[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿⓫-⓴] *`,
    String.raw`^[(【[] ?\d{1,3} ?[)】\]] *[.、:：]? *`,
    String.raw`^(?:no\.? ?|第)?\d{1,3}(?:[位个名号人](?!\p{L})|\u20E3)? ?[.、):]+ *(?!\d+E)`,
    String.raw`^(?:no\.? ?\d{1,3}(?!\d)|第\d{1,3}[位个名]) *`,
    String.raw`^\d{1,3} ?- ?(?=\p{Script=Han})`,
    String.raw`^[一二三四五六七八九十]{1,3} ?[、.．)] *`,
    String.raw`^\d{1,3}\u20E3 *`,
    String.raw`^\d{1,3}[ \t]+(?=[^\d\t ]|\d{15})`,
    String.raw`^\d{1,3}(?=\p{Script=Han}{2})(?!\d*(?:人|位|名|大|小|个|岁|月|号|日|年|天|晚|间|房|楼|组|车|成人))`,
  ].join('|'),
  'iu',
)

/** Removes list numbers and bullets. */
export function withoutNumber(text: string): string {
  const tabs = /^\t*/.exec(text)?.[0] ?? ''
  return (
    tabs +
    text
      .slice(tabs.length)
      .replace(LIST_NUMBER, (mark) => '\t'.repeat(mark.split('\t').length - 1))
      .replace(/^@(?=\p{L})/u, '')
  )
}
