/** 1,234, or 10,000+ if counting stopped. */
export function countWords({ count, more }: { count: number; more: boolean }): string {
  return `${count.toLocaleString('en')}${more ? '+' : ''}`
}
