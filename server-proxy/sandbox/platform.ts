import { SCENARIO_CHOICES, type Scenario } from './business/scenario.ts'
import { productOf } from './business/catalogue.ts'
import type { Order } from './store/records.ts'
import type { Store } from './store/store.ts'
import { z } from 'zod'

/** Pauses between the platform's own steps, ms; `retry` is the first pause after an unacknowledged notification. */
export type Pace = {
  issue: number
  surrender: number
  refund: number
  invoice: number
  notify: number
  /** Delay of a late notification. */
  late: number
  retry: number
}

export const PACE: Pace = {
  issue: 1_200,
  surrender: 1_500,
  refund: 2_500,
  invoice: 2_000,
  notify: 100,
  late: 20_000,
  retry: 2_000,
}

/** Settings of the control page for all orders; a magic product's own scenario takes precedence. */
export const settingsShape = z.strictObject({
  dialect: z.enum(['table', 'example']).default('table'),
  listSign: z.enum(['java', 'indexed']).default('java'),
  /** Whether orderTotalAmt is before or after orderReduceAmt. */
  amountIs: z.enum(['gross', 'net']).default('gross'),
  /** The platform's clock minus the true one. */
  clockOffsetMs: z.int().default(0),
  rateLimit: z.int().min(1).default(400),
  notify: z.enum(SCENARIO_CHOICES.notify).default('normal'),
  issue: z.enum(SCENARIO_CHOICES.issue).default('ok'),
  holder: z.enum(SCENARIO_CHOICES.holder).default('as-entered'),
  labels: z.enum(SCENARIO_CHOICES.labels).default('usual'),
  urls: z.enum(SCENARIO_CHOICES.urls).default('http'),
  amount: z.enum(SCENARIO_CHOICES.amount).default('as-shown'),
  surrender: z.enum(SCENARIO_CHOICES.surrender).default('ok'),
  invoice: z.enum(SCENARIO_CHOICES.invoice).default('ok'),
  invoiceFile: z.enum(SCENARIO_CHOICES.invoiceFile).default('pdf'),
})
export type Settings = z.infer<typeof settingsShape>

/** Dependencies of every part of the simulated platform. */
export type Platform = {
  store: Store
  pace: Pace
  settings: Settings
  /** The default settings. */
  normal: Settings
  /** Scheme, host and port of the pages and files. */
  origin: string
  distrCode: string
  /** The true clock, ms. It decides when tasks are due. */
  trueNow(): number
  /** The clock that the platform shows and validates by. */
  now(): number
}

/** The scenario of this order. */
export function scenarioOf({ settings }: Platform, order: Pick<Order, 'productCode'>): Scenario {
  return { ...settings, ...productOf(order).scenario }
}

/** yyyy-MM-dd HH:mm:ss in Asia/Shanghai. */
export const shanghaiTime = (at: number) =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
