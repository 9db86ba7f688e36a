/*
 * Remembers in this tab that staff left for the cashier of an order, so that the return page can take them back to
 * it. Kept for the tab alone, and only for a while.
 */
const KEY = 'staff-pays'
const KEPT_MS = 2 * 3_600_000

export function rememberPaying(orderId: string): void {
  try {
    sessionStorage.setItem(KEY, `${orderId} ${Date.now()}`)
  } catch {
    // Storage may be blocked: the customer's page is shown instead.
  }
}

/** Whether staff left for the cashier in this tab. */
export function isPaying(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

/** The order that staff in this tab left to pay; null for everybody else. Forgets it. */
export function takePaying(): string | null {
  try {
    const [orderId = '', at = ''] = (sessionStorage.getItem(KEY) ?? '').split(' ')
    sessionStorage.removeItem(KEY)
    return orderId && Date.now() - Number(at) < KEPT_MS ? orderId : null
  } catch {
    return null
  }
}
