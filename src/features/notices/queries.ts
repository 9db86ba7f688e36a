import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf, readOptions } from '../../api/call.ts'
import type { InputOf } from '../../contract/endpoints/endpoint.ts'
import {
  type addRobot,
  type changeRobot,
  listNotices,
  readNoticeSettings,
  type removeRobot,
} from '../../contract/endpoints/notices.ts'

export const noticeSettingsQuery = readOptions(readNoticeSettings, {})

/** Every change of a robot returns all of them. */
export function useRobotMutation<E extends typeof addRobot | typeof changeRobot | typeof removeRobot>(
  endpoint: E,
  onDone: () => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: InputOf<E>) => call(endpoint, input),
    onSuccess: (settings) => {
      client.setQueryData(keyOf(readNoticeSettings), settings)
      void client.invalidateQueries({ queryKey: keyOf(listNotices) })
      onDone()
    },
  })
}
