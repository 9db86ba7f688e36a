import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { call } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { tellTabs } from '../../api/use-session.ts'
import { signOut } from '../../contract/endpoints/session.ts'
import * as paths from '../../contract/paths.ts'
import { forgetRecent } from '../../lib/recent.ts'

/** Signs out and leads to the sign-in page. */
export function useSignOut() {
  const navigate = useNavigate()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      // `signed-out` means success. Any other failure leaves the session open and is shown.
      await call(signOut, {}).catch((error: unknown) => {
        if (problemOf(error).code !== 'signed-out') throw error
      })
      forgetRecent()
      tellTabs()
      await navigate(paths.signIn, { replace: true })
      client.clear()
    },
  })
}
