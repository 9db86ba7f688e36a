import type { QueryClient } from '@tanstack/react-query'
import { createContext } from 'react-router'

/** The query client, as route loaders get it. */
export const clientContext = createContext<QueryClient>()
