import { readOptions } from '../../api/call.ts'
import { pagesOptions } from '../../api/pages.ts'
import { listLinks, readLink } from '../../contract/endpoints/links.ts'

export const linksQuery = pagesOptions(listLinks, {})
export const linkQuery = (id: string) => readOptions(readLink, { params: { id } })
