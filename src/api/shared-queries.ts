// Queries that several nouns show.
import { listLinks } from '../contract/endpoints/links.ts'
import { readFirstSteps } from '../contract/endpoints/desk.ts'
import { listMembers } from '../contract/endpoints/members.ts'
import { listProducts } from '../contract/endpoints/products.ts'
import { listDisplayNames } from '../contract/endpoints/staff.ts'
import { keyOf, readOptions } from './call.ts'

export const membersQuery = readOptions(listMembers, {})
export const productsQuery = readOptions(listProducts, {})
/** Every list of links. */
export const allLinks = { queryKey: keyOf(listLinks) }
export const firstStepsQuery = readOptions(readFirstSteps, {})
/** Display names of staff; refetched when an administrator changes one. */
export const displayNamesQuery = { ...readOptions(listDisplayNames, {}), staleTime: 5 * 60_000 }
