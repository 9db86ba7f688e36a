// Queries that several nouns show.
import { listLinks } from '../contract/endpoints/links.ts'
import { listMembers } from '../contract/endpoints/members.ts'
import { listProducts } from '../contract/endpoints/products.ts'
import { keyOf, readOptions } from './call.ts'

export const membersQuery = readOptions(listMembers, {})
export const productsQuery = readOptions(listProducts, {})
/** Every list of links. */
export const allLinks = { queryKey: keyOf(listLinks) }
