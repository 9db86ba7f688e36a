import { type Counts, createAddressThrottle, createThrottle } from './throttle.ts'

/** Bytes of one batch: fifty events with the longest texts. */
export const TRAIL_BODY = 64 * 1024
/** Bytes of one piece of recording, as base64 in JSON. */
export const PIECE_BODY = 420_000
/** A page sends at most three times in two seconds; a hotel's guests share one address. */
const PER_PURCHASE = [450, 5 * 60] as const
const PER_ADDRESS = [4_000, 5 * 60] as const
/**
 * Stored kB per address, each begun kB counted in full: a sale takes about ninety. Anyone may open a public
 * link.
 */
const KB_PER_ADDRESS = [50_000, 60 * 60] as const

type TrailThrottle = { count(purchaseId: string, ip: string, bytes: number): Promise<void> }

/** Limits trail batches by purchase, and by address in number and size. 429 beyond. */
export function createTrailThrottle(counts: Counts): TrailThrottle {
  const byPurchase = createThrottle(counts, 'trail', ...PER_PURCHASE)
  const byAddress = createAddressThrottle(counts, 'trail-address', ...PER_ADDRESS)
  const kbByAddress = createAddressThrottle(counts, 'trail-kb', ...KB_PER_ADDRESS)
  return {
    async count(purchaseId, ip, bytes) {
      await byPurchase.count(purchaseId)
      await byAddress.count(ip)
      await kbByAddress.count(ip, Math.ceil(bytes / 1_000))
    },
  }
}
