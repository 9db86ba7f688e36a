/** Words parted by blanks, for long lists. */
export const words = (text: string): string[] => text.trim().split(/\s+/)
