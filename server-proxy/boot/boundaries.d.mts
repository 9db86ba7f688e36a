/** Each breach of the layering below `root`, as one sentence. */
export function breachesOf(root: string): string[]
