import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from '../api/query-client.ts'
import { LanguageProvider } from '../ui/language.tsx'
import { showRememberedTheme } from '../ui/theme-switch.tsx'
import { router } from './router.tsx'

showRememberedTheme()

const client = createQueryClient(() => {
  const { pathname, search } = router.state.location
  if (pathname !== '/login') void router.navigate(`/login?to=${encodeURIComponent(pathname + search)}`)
})

export function App() {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  )
}
