import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../api/call.ts'
import { readPlatformOrders } from '../../contract/endpoints/members.ts'

/**
 * Opens 平台订单列表 (§7.8) in a new tab. The tab opens during the click so that it is not blocked. The URL contains a
 * token, so it is requested each time and not stored.
 */
export function useOpenPlatformOrders() {
  const tab = useRef<Window | null>(null)
  return useMutation({
    mutationFn: (memberId: string) => {
      tab.current = window.open('', '_blank')
      if (tab.current) tab.current.opener = null
      return call(readPlatformOrders, { params: { memberId } })
    },
    onSuccess: ({ url }) => {
      if (tab.current) tab.current.location.replace(url)
      else location.assign(url)
    },
    onError: () => tab.current?.close(),
    // The URL contains a token, so it is not kept.
    gcTime: 0,
  })
}
