import * as z from 'zod/mini'

/** The platform cannot be used: it does not answer, or it refuses our keys (`code`). */
const Outage = z.object({
  kind: z.enum(['unreachable', 'refused']),
  code: z.nullable(z.string()),
  since: z.string(),
})
export type Outage = z.infer<typeof Outage>
export const OutageAnswer = z.object({ outage: z.nullable(Outage) })
