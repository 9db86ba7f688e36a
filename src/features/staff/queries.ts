import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf, readOptions } from '../../api/call.ts'
import { sessionQuery } from '../../api/use-session.ts'
import type { InputOf } from '../../contract/endpoints/endpoint.ts'
import {
  addStaff,
  changeStaff,
  listStaff,
  listDisplayNames,
  putFactorRules,
  readFactorRules,
  resetFactors,
  setStaffPassword,
} from '../../contract/endpoints/staff.ts'

export const staffQuery = readOptions(listStaff, {})

export const factorRulesQuery = readOptions(readFactorRules, {})

export const useAddStaff = (onDone: () => void) => useStaffMutation(addStaff, onDone)
export const useChangeStaff = () => useStaffMutation(changeStaff)
export const useSetStaffPassword = () => useStaffMutation(setStaffPassword)
export const useResetFactors = () => useStaffMutation(resetFactors)

/** Every staff mutation returns the new list. */
function useStaffMutation<
  E extends typeof addStaff | typeof changeStaff | typeof setStaffPassword | typeof resetFactors,
>(endpoint: E, onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: InputOf<E>) => call(endpoint, input),
    onSuccess: (list) => {
      client.setQueryData(keyOf(listStaff), list)
      void client.invalidateQueries({ queryKey: keyOf(listDisplayNames) })
      onDone?.()
    },
  })
}

/** The rule may hold for the user who saves it, so the session is read again. */
export function useSaveFactorRules() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: InputOf<typeof putFactorRules>) => call(putFactorRules, input),
    onSuccess: (rules) => {
      client.setQueryData(factorRulesQuery.queryKey, rules)
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
}
