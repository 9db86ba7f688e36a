/**
 * The minimum retention in days after the end of cover where real insurance is sold: five years, or ten if cover is
 * longer than one year. Leap days included.
 */
export const LEGAL_DAYS = { short: 1827, long: 3653 } as const
