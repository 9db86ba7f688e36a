import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, keyOf, readOptions } from '../../api/call.ts'
import { pagesOptions } from '../../api/pages.ts'
import type { InputOf } from '../../contract/endpoints/endpoint.ts'
import {
  type addRobot,
  type changeRobot,
  listNotices,
  readNoticeSettings,
  readOwnNotices,
  readSubscription,
  type removeRobot,
} from '../../contract/endpoints/notices.ts'

export const noticeSettingsQuery = readOptions(readNoticeSettings, {})
export const ownNoticesQuery = readOptions(readOwnNotices, {})
export const subscriptionQuery = (token: string) => readOptions(readSubscription, { params: { token } })
export const noticesQuery = (state: string | undefined) => pagesOptions(listNotices, { query: { state } })
/** Every list of notices. */
export const allNotices = { queryKey: keyOf(listNotices) }

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
      void client.invalidateQueries(allNotices)
      onDone()
    },
  })
}
