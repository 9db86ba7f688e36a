import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf, readOptions } from '../../api/call.ts'
import type { InputOf } from '../../contract/endpoints/endpoint.ts'
import {
  addStaff,
  changeStaff,
  listStaff,
  listDisplayNames,
  setStaffPassword,
} from '../../contract/endpoints/staff.ts'

export const staffQuery = readOptions(listStaff, {})

export const useAddStaff = (onDone: () => void) => useStaffMutation(addStaff, onDone)
export const useChangeStaff = () => useStaffMutation(changeStaff)
export const useSetStaffPassword = () => useStaffMutation(setStaffPassword)

/** Every staff mutation returns the new list. */
function useStaffMutation<E extends typeof addStaff | typeof changeStaff | typeof setStaffPassword>(
  endpoint: E,
  onDone?: () => void,
) {
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
