/** Escapes cells that a spreadsheet would read as a formula, including full-width signs. */
export function inert(text: string): string {
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text
}

/** A CSV file that a spreadsheet opens in UTF-8. Numbers stay numbers. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): Blob {
  const cell = (value: string | number) =>
    typeof value === 'number' ? String(value) : `"${inert(value).replaceAll('"', '""')}"`
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n')
  return new Blob([`\ufeff${text}\r\n`], { type: 'text/csv;charset=utf-8' })
}
