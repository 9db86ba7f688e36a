export type Person = {
  name: string
  /** '1' to '5' as in §7.4. */
  cardType: string
  cardNo: string
  birthday: string
  /** 'M' or 'F'. */
  gender: string
  mobile: string
  email: string
  /** '1' to '5' for an insured person, '' for the holder. */
  relation: string
}

export type Enterprise = { name: string; creditCode: string; mobile: string; email: string }

export type PolicyState = 'issued' | 'surrendering' | 'surrendered' | 'failed'

/**
 * One insured person's cover; the people of a group share one policyCode. `place` counts the insured from 0.
 */
export type Policy = { policyCode: string; place: number; state: PolicyState }

export type OrderState =
  | 'unpaid'
  | 'payment-failed'
  | 'paid'
  | 'issued'
  | 'issue-failed'
  | 'surrendering'
  | 'surrendered'
  | 'refunded'
  | 'cancelled'
  | 'expired'

export type Invoice = { type: 1 | 2; title: string; taxpayerNo: string }

/** A pre-order; orderCode is set once the customer has confirmed it. */
export type Order = {
  tempOrderCode: string
  /** Opens the customer's pages; unguessable. */
  token: string
  memberId: string
  outSerialNo: string
  payType: 1 | 2
  productCode: string
  deliverNotifyUrl: string
  returnNotifyUrl: string
  refundNotifyUrl: string
  returnPage: string
  planCode: string
  /** yyyy-MM-dd, or '' until the customer chooses. */
  startDate: string
  endDate: string
  holder: Person | null
  /** Set when a company is the holder. */
  enterprise: Enterprise | null
  insured: Person[]
  orderCode: string | null
  /** yyyy-MM-dd HH:mm:ss in Asia/Shanghai. */
  createTime: string
  state: OrderState
  /** Overrides the label that 7.11 answers; set by the control page. */
  label: string | null
  /** How 7.11 and 7.6 misstate the policies; set by the control page. Absent: correctly. */
  policiesShown?: 'hidden' | 'renumbered' | 'one-person' | 'number-missing'
  /** Fen, before the reduction. */
  amount: number
  /** Fen. */
  reduction: number
  payMethod: string
  policies: Policy[]
  /** §7.11: 0 none, 1 issued, 2 failed, 3 in progress, 4 some of them. */
  invoiceStatus: 0 | 1 | 2 | 3 | 4
  invoice: Invoice | null
}

export type Member = {
  memberId: string
  mobile: string
  company: string
  /** Fen that 7.7 may still deduct. */
  credit: number
}

export type NotifyEvent = 'deliver' | 'return' | 'refund'

type Work = {
  issue: Record<string, never>
  surrendered: { policyCodes: string[] }
  refunded: { policyCodes: string[] }
  invoiced: Record<string, never>
  notify: { event: NotifyEvent; url: string; body: string; tries: number }
}

/** A future state change or notification. `due` is ms since the epoch. */
export type Task = {
  [Kind in keyof Work]: { id: number; due: number; tempOrderCode: string; kind: Kind; data: Work[Kind] }
}[keyof Work]
export type NewTask = {
  [Kind in keyof Work]: { due: number; tempOrderCode: string; kind: Kind; data: Work[Kind] }
}[keyof Work]
