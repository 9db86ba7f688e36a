/** Whether the database refused a value because another row has it. */
export const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === '23505'
