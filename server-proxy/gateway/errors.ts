/** Every failure of a platform call. Messages carry no personal data. */
export class GatewayError extends Error {}

/** Names of the documented codes (§8.1.1). */
export const CODE_NAMES = {
  '9999': 'failed',
  '1000': 'no-such-order',
  '1001': 'policy-not-in-force',
  '0002': 'too-frequent',
  '2000': 'bad-sign',
  '2008': 'illegal-call',
  '2009': 'cannot-decrypt',
  '3000': 'no-such-product',
  '4001': 'cannot-be-surrendered',
  '5000': 'bad-token',
} as const
export type PlatformCode = keyof typeof CODE_NAMES

/** The platform answered a documented code other than 0000: it did nothing. */
export class PlatformRefusal extends GatewayError {
  readonly code: PlatformCode
  readonly reason: (typeof CODE_NAMES)[PlatformCode]
  /** The platform's own message, at most 200 characters. */
  readonly platformMessage: string
  /** The platform's clock minus ours, ms, when it is the likely cause; null otherwise. */
  readonly clockOffMs: number | null

  constructor(code: PlatformCode, platformMessage: string, clockOffMs: number | null = null) {
    super(`platform refused: ${code} ${CODE_NAMES[code]}`)
    this.name = 'PlatformRefusal'
    this.code = code
    this.reason = CODE_NAMES[code]
    this.platformMessage = platformMessage.slice(0, 200)
    this.clockOffMs = clockOffMs
  }
}

export type UnknownReason =
  | 'timeout'
  | 'connection'
  | 'http-status'
  | 'not-json'
  | 'unknown-code'
  | 'malformed'
  | 'too-large'
  /** Not sent because the process was suspended until its lease expired, or outdated when it came. */
  | 'late'

/** No readable answer: the call may or may not have taken effect. */
export class PlatformUnknown extends GatewayError {
  readonly reason: UnknownReason

  constructor(reason: UnknownReason, cause?: unknown) {
    super(`platform answer unknown: ${reason}`, { cause })
    this.name = 'PlatformUnknown'
    this.reason = reason
  }
}

/** The answer was readable but could not be stored. */
export class AnswerUnstorable extends PlatformUnknown {
  constructor(cause: unknown) {
    super('malformed', cause)
    this.name = 'AnswerUnstorable'
  }
}

/** The order changed while each answer was under way, so none was applied. */
export class AnswerOutdated extends PlatformUnknown {
  constructor() {
    super('late')
    this.name = 'AnswerOutdated'
  }
}

/** A value longer than the document allows; nothing was sent. `field` is the platform's name, e.g. holderInfo.holderName. */
export class FieldTooLong extends GatewayError {
  readonly field: string
  readonly max: number

  constructor(field: string, max: number) {
    super(`${field} is longer than ${max} characters`)
    this.name = 'FieldTooLong'
    this.field = field
    this.max = max
  }
}

/** Held back by the portal: nothing was sent. */
export abstract class NotSent extends GatewayError {
  readonly retryAfterMs: number

  constructor(message: string, retryAfterMs: number) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}

/** No slot of the 400 in 60 s frees before the deadline. */
export class BudgetExhausted extends NotSent {
  constructor(retryAfterMs: number) {
    super('platform call budget exhausted', retryAfterMs)
    this.name = 'BudgetExhausted'
  }
}

/** The interface failed five times in a row; a probe now and then tests whether it is back. */
export class CircuitOpen extends NotSent {
  constructor(retryAfterMs: number) {
    super('platform interface does not answer', retryAfterMs)
    this.name = 'CircuitOpen'
  }
}
