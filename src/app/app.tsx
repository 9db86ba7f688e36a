import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Language, LanguageProvider } from '../ui/language.tsx'

/** What every page stands in; `children` is the router, which is another one where a page is shown before its app runs. */
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
