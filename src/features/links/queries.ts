import { readOptions } from '../../api/call.ts'
import { keepPreviousData } from '@tanstack/react-query'
import { pagesOptions } from '../../api/pages.ts'
import { listLinks, readLink } from '../../contract/endpoints/links.ts'

/** While another filter loads, the rows of the last one stay. */
export const linksQuery = (filter: URLSearchParams) => ({
  ...pagesOptions(listLinks, { query: Object.fromEntries(filter) }),
  placeholderData: keepPreviousData,
})
export const linkQuery = (id: string) => readOptions(readLink, { params: { id } })
