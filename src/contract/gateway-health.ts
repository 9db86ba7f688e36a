import * as z from 'zod/mini'

/** 平台接口: the platform's eleven, in the order of its document (§7.1 to §7.11). */
export const INTERFACE_NAMES = [
  'register',
  'applyInvoice',
  'getInvoiceUrl',
  'addTemp',
  'getDistrProductDetail',
  'getPolicyUrl',
  'outNotify',
  'getOrderListUrl',
  'surrenderByPolicyCode',
  'surrenderByOrderCode',
  'getOrderDetail',
] as const
export type PlatformInterface = (typeof INTERFACE_NAMES)[number]

/**
 * Circuit breaker: `closed` works, `open` sends nothing after five consecutive failures, `trying` sends one test
 * call.
 */
export const CIRCUIT_STATES = ['closed', 'open', 'trying'] as const

const InterfaceHealth = z.object({
  name: z.enum(INTERFACE_NAMES),
  circuit: z.enum(CIRCUIT_STATES),
  /** Of the last hour. */
  calls: z.number(),
  /** Calls without a readable response. */
  failures: z.number(),
  medianMs: z.nullable(z.number()),
  p95Ms: z.nullable(z.number()),
  lastAnswerAt: z.nullable(z.string()),
  /** 2000, 2009 or 5000, if the newest answer of the last day refuses our keys. */
  refused: z.nullable(z.string()),
  /** The newest call of the last day without code 0000. `outcome` is the platform's code or our word. */
  lastError: z.nullable(
    z.object({ at: z.string(), outcome: z.string(), httpStatus: z.nullable(z.number()) }),
  ),
})
export type InterfaceHealth = z.infer<typeof InterfaceHealth>

/** 平台连接: health of the calls to the platform, across all processes. */
export const GatewayHealth = z.object({
  at: z.string(),
  /** The portal's version. */
  version: z.string(),
  /** The last `npm run backup`; null: none yet. */
  lastBackupAt: z.nullable(z.string()),
  budget: z.object({
    limit: z.number(),
    backgroundLimit: z.number(),
    /** Used slots of the current window. */
    used: z.number(),
    usedInBackground: z.number(),
    /** Calls pause until then after the platform's 0002. */
    backoffUntil: z.nullable(z.string()),
  }),
  /** Clock offset of the platform, ms; null before the first response. */
  skewMs: z.nullable(z.number()),
  clock: z.enum(['good', 'warning', 'wrong']),
  /** Time of the last successful call. */
  lastSuccessAt: z.nullable(z.string()),
  interfaces: z.array(InterfaceHealth),
  /** 2000, 2009 and 5000 of the last day, newest first, at most 20. */
  alarms: z.array(z.object({ at: z.string(), name: z.string(), code: z.string() })),
  /** Unprocessed notifications and the arrival time of the oldest. */
  notifications: z.object({ waiting: z.number(), oldestAt: z.nullable(z.string()) }),
  queues: z.array(
    z.object({
      name: z.string(),
      waiting: z.number(),
      running: z.number(),
      /** Waiting jobs that already failed once. */
      retrying: z.number(),
    }),
  ),
})
export type GatewayHealth = z.infer<typeof GatewayHealth>
