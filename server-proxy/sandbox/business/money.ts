/** Fen as yuan with two decimals. */
export const yuan = (fen: number) => (fen / 100).toFixed(2)

/** Fen as ¥1,234.50. */
export function money(fen: number): string {
  const [whole = '', part = ''] = yuan(fen).split('.')
  return `¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`
}
