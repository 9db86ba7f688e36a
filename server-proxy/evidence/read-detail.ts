import * as z from 'zod/mini'
import { TrailDetail } from '#contract/trail.ts'

/** An entry's detail; empty when the row was altered, which the chain reports. */
export function readDetail(detail: string): TrailDetail {
  try {
    return z.parse(TrailDetail, JSON.parse(detail))
  } catch {
    return {}
  }
}
