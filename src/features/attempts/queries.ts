import { readOptions } from '../../api/call.ts'
import { findAttempt } from '../../contract/endpoints/attempts.ts'

export const attemptQuery = (number: string) => readOptions(findAttempt, { params: { number } })
