import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Language, LanguageProvider } from '../ui/language.tsx'

/** Providers around every page. `children` is the router; the first view uses a different one. */
export function App({
  client,
  language,
  children,
}: {
  client: QueryClient
  language: Language
  children: ReactNode
}) {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider first={language}>{children}</LanguageProvider>
    </QueryClientProvider>
  )
}
