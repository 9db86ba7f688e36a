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

/** `closed`: as usual. `open`: nothing is sent after five failures in a row. `trying`: the next call is sent to see. */
export const CIRCUIT_STATES = ['closed', 'open', 'trying'] as const

const InterfaceHealth = z.object({
  name: z.enum(INTERFACE_NAMES),
  circuit: z.enum(CIRCUIT_STATES),
  /** Of the last hour. */
  calls: z.number(),
  /** Without an answer that could be read. */
  failures: z.number(),
  medianMs: z.nullable(z.number()),
  p95Ms: z.nullable(z.number()),
  lastAnswerAt: z.nullable(z.string()),
  /** The newest call of the last day that did not end in 0000; `outcome` is the platform's code or our word. */
  lastError: z.nullable(
    z.object({ at: z.string(), outcome: z.string(), httpStatus: z.nullable(z.number()) }),
  ),
})
export type InterfaceHealth = z.infer<typeof InterfaceHealth>

/** 平台连接: how the portal and the platform get on, all processes together. */
export const GatewayHealth = z.object({
  at: z.string(),
  budget: z.object({
    limit: z.number(),
    backgroundLimit: z.number(),
    /** Slots of the window that are taken now. */
    used: z.number(),
    usedInBackground: z.number(),
    /** Nobody asks until then, after the platform's 0002. */
    backoffUntil: z.nullable(z.string()),
  }),
  /** The platform's clock against ours, ms; null before the first answer. */
  skewMs: z.nullable(z.number()),
  clock: z.enum(['good', 'warning', 'wrong']),
  /** When the platform last did what it was asked. */
  lastSuccessAt: z.nullable(z.string()),
  interfaces: z.array(InterfaceHealth),
  /** 2000, 2009 and 5000 of the last day, newest first, at most 20. */
  alarms: z.array(z.object({ at: z.string(), name: z.string(), code: z.string() })),
  /** Notifications kept and not handled yet, and since when the oldest waits. */
  notifications: z.object({ waiting: z.number(), oldestAt: z.nullable(z.string()) }),
  queues: z.array(
    z.object({
      name: z.string(),
      waiting: z.number(),
      running: z.number(),
      /** Of those waiting, tried before. */
      retrying: z.number(),
    }),
  ),
})
export type GatewayHealth = z.infer<typeof GatewayHealth>
