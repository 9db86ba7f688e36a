/** Unique violation. */
export const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === '23505'
