/**
 * Least days after the end of cover for which a sale's records are kept where real insurance is sold: five years, ten
 * where cover is over one year. Leap days included.
 */
export const LEGAL_DAYS = { short: 1827, long: 3653 } as const
