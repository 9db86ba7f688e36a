import { keepPreviousData } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import type { Period } from '../../contract/desk.ts'
import { readDesk } from '../../contract/endpoints/desk.ts'

/** Refetch interval without live events; also covers a new day. */
const LOOK_AGAIN_MS = 15_000

export const deskQuery = (period: Period) => ({
  ...readOptions(readDesk, { query: period }),
  placeholderData: keepPreviousData,
  refetchInterval: LOOK_AGAIN_MS,
})
