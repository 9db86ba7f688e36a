import * as z from 'zod/mini'
import { INTERFACE_NAMES } from './gateway-health.ts'

/** Of the platform: it did not answer, or it refused our keys. Of the portal: it did not run. */
const INCIDENT_KINDS = ['unreachable', 'refused', 'stopped'] as const

/** 故障记录: a time during which the sales channel was down, by the portal's own checks. */
const Incident = z.object({
  id: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  /** The platform's code of a refusal. */
  code: z.nullable(z.string()),
  beganAt: z.string(),
  /** Null while it lasts. */
  endedAt: z.nullable(z.string()),
  interfaces: z.array(z.enum(INTERFACE_NAMES)),
  /** Orders with a call that failed meanwhile. `number` is our serial number. */
  orders: z.array(z.object({ id: z.string(), number: z.string() })),
})
export type Incident = z.infer<typeof Incident>

export const ListIncidents = z.object({ cursor: z.optional(z.string()) })
export const IncidentList = z.object({ items: z.array(Incident), nextCursor: z.nullable(z.string()) })
