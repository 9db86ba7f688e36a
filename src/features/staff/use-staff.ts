import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../api/request.ts'
import { StaffList } from '../../contract/staff.ts'

const KEY = ['staff']

export const useStaff = () => useQuery({ queryKey: KEY, queryFn: () => request(StaffList, '/api/staff') })

/** A change of the staff; its answer is the list as it is then. */
export function useChangeStaff(method: 'POST' | 'PUT', path: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => request(StaffList, path, { method, body }),
    onSuccess: (list) => {
      client.setQueryData(KEY, list)
      onDone()
    },
  })
}
