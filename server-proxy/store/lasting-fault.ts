import { isDatabaseAway } from './database-away.ts'

/** A fault that lasts until an operator changes a setting, a file or the database. A restart does not help. */
export class LastingFault extends Error {
  override name = 'LastingFault'
}

/** Faults of the network, refused entry and lost races, which pass. */
const PASSING = /^(E(AI_AGAIN|NOTFOUND|HOSTUNREACH|NETUNREACH|NOSPC|MFILE)|28000|40001|40P01|55P03|57014)$/

/** Whether trying again may help. */
export function passes(error: unknown): boolean {
  const { code = '', cause } = (error ?? {}) as { code?: string; cause?: unknown }
  return isDatabaseAway(error) || PASSING.test(code) || (cause !== undefined && passes(cause))
}

/** A step of the start whose faults last, unless the database or the network is away. */
export async function lasting<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step
  } catch (error) {
    if (passes(error) || error instanceof LastingFault) throw error
    throw new LastingFault(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
