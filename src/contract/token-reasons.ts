/** The possible faults of a partner's token, in the order of the checks. */
export const TOKEN_REASONS = [
  'malformed',
  'wrong-algorithm',
  'wrong-issuer',
  'wrong-signature',
  'wrong-claim',
  'wrong-audience',
  'too-long-lived',
  'not-yet-valid',
  'expired',
  'partner-disabled',
  'partner-unlicensed',
  'origin-not-registered',
  'product-not-offered',
  'used',
] as const
export type TokenReason = (typeof TOKEN_REASONS)[number]
