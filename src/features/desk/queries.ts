import { keepPreviousData } from '@tanstack/react-query'
import { readOptions } from '../../api/call.ts'
import type { PartyKind, Period } from '../../contract/desk.ts'
import { readDepartures, readDesk, readDeskParties } from '../../contract/endpoints/desk.ts'

/** Refetch interval without live events; also covers a new day. */
const LOOK_AGAIN_MS = 15_000

export const deskQuery = (period: Period) => ({
  ...readOptions(readDesk, { query: period }),
  placeholderData: keepPreviousData,
  refetchInterval: LOOK_AGAIN_MS,
})

export const partiesQuery = ({ from, to }: Period, by: PartyKind) => ({
  ...readOptions(readDeskParties, { query: { from, to, by } }),
  placeholderData: keepPreviousData,
})

export const departuresQuery = {
  ...readOptions(readDepartures, {}),
  refetchInterval: 4 * LOOK_AGAIN_MS,
}
