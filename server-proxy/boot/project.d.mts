export const PORTAL_FLAGS: readonly string[]
