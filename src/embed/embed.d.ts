/** Types of embed.js, version 1: `<aigobo-portal>` and `AigoboPortal`. */

export type AigoboMode = 'inline' | 'popup' | 'card'
export type AigoboLanguage = 'zh' | 'en'
/** `auto` follows the device; `light` unless told otherwise. */
export type AigoboScheme = 'light' | 'dark' | 'auto'

export type AigoboOrderStatus =
  | 'submitting'
  | 'uncertain'
  | 'unpaid'
  | 'paid'
  | 'issued'
  | 'surrendering'
  | 'surrendered'
  | 'refunded'
  | 'failed'

/** `order` is the portal's number, `reference` the one your token named. */
interface AboutOrder {
  version: 1
  order: string
  reference: string | null
}

/** The details of the events; they never hold personal data. */
export interface AigoboEvents {
  /** The frame is there and listens. */
  'aigobo-ready': CustomEvent<{ version: 1 }>
  /** px; the element has taken this height already. */
  'aigobo-resize': CustomEvent<{ version: 1; height: number }>
  /** The customer came to another screen: `product`, `period`, `people`, `review`. */
  'aigobo-step': CustomEvent<{ version: 1; step: string }>
  /** The platform has the order, and waits for the payment. */
  'aigobo-ordered': CustomEvent<AboutOrder>
  /** The customer pressed the way to the cashier. */
  'aigobo-handed-over': CustomEvent<AboutOrder>
  'aigobo-status': CustomEvent<AboutOrder & { status: AigoboOrderStatus }>
  /** Such as `token-expired`, `token-used` (set a fresh one in `token`), `origin-not-allowed`, `unreachable`. */
  'aigobo-error': CustomEvent<{ version: 1; code: string }>
}

export interface AigoboOptions {
  /** The partner's ID, as the portal gave it. */
  partner: string
  /** Product code; the first one of the partner unless the token names another. */
  product?: string
  plan?: string
  language?: AigoboLanguage
  scheme?: AigoboScheme
  /** #rrggbb */
  accent?: string
  /** px, 0 to 16 */
  radius?: number
  /** A token that your server has signed; good for one use within its 300 seconds. */
  token?: string
  /** An address on your own site that answers `{"token": "…"}` with a fresh token each time. */
  tokenUrl?: string
}

type AigoboProperties = {
  [Name in keyof Required<AigoboOptions>]: AigoboOptions[Name] | null
} & { mode: AigoboMode | null }

/**
 * `<aigobo-portal partner mode product plan language scheme accent radius token token-url>`; each attribute is also a
 * property of that name (`tokenUrl`), and null takes it away.
 */
export interface AigoboPortalElement extends HTMLElement, AigoboProperties {
  /** Opens the pop-up of `popup` and `card`; the others have none. */
  show(): void
  /** Closes it; what was typed is there when it opens again. */
  close(): void
  addEventListener<Type extends keyof AigoboEvents>(
    type: Type,
    listener: (this: AigoboPortalElement, event: AigoboEvents[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

export interface AigoboPortalApi {
  readonly version: 1
  /** Opens a pop-up at once; the element that it answers closes, opens again and is removed like any other. */
  open(options: AigoboOptions): AigoboPortalElement
  /** Calls back with this very API: at once, or when embed.js has loaded if it stands in the queue before. */
  push(...calls: ((portal: AigoboPortalApi) => void)[]): void
}

declare global {
  /** Before embed.js has loaded: `AigoboPortal = window.AigoboPortal || []`, and `push` what waits for it. */
  var AigoboPortal: AigoboPortalApi
  interface HTMLElementTagNameMap {
    'aigobo-portal': AigoboPortalElement
  }
}
