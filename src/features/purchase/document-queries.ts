import { fetchDocument } from './api.ts'

/** One version of a document, which never changes. Apart from queries.ts, because few customers open one. */
export const documentQuery = (bearer: string, id: string) => ({
  queryKey: ['purchase', bearer, 'document', id],
  queryFn: () => fetchDocument(bearer, id),
  staleTime: Number.POSITIVE_INFINITY,
})
