import { readOptions } from '../../api/call.ts'
import { readDisclosure } from '../../contract/endpoints/disclosure.ts'

/** Apart from the queries of staff, because customers load it too. */
export const disclosureQuery = readOptions(readDisclosure, {})
