import type { Count } from '../../contract/orders.ts'

/** 1,234, or 10,000+ if counting stopped. */
export function countWords({ count, more }: Count): string {
  return `${count.toLocaleString('en')}${more ? '+' : ''}`
}
