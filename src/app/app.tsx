import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from '../api/query-client.ts'
import { rememberedTheme, showTheme } from '../lib/theme.ts'
import { LanguageProvider } from '../ui/language.tsx'
import { router } from './router.tsx'

showTheme(rememberedTheme())

const client = createQueryClient()

export function App() {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  )
}
