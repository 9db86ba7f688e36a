/** Types of embed.js, version 1: `<aigobo-portal>` and `AigoboPortal`. */

export type AigoboMode = 'inline' | 'popup' | 'card'
export type AigoboLanguage = 'zh' | 'en'
/** `auto` follows the device. Default: `light`. */
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

/** `order` is the portal's id, `reference` the one from your token. */
interface AboutOrder {
  version: 1
  order: string
  reference: string | null
}

/** Event details; never personal data. */
export interface AigoboEvents {
  /** The frame is ready. */
  'aigobo-ready': CustomEvent<{ version: 1 }>
  /** Height in px. The element already has it. */
  'aigobo-resize': CustomEvent<{ version: 1; height: number }>
  /** The customer reached a step: `product`, `period`, `people`, `notice` or `review`. */
  'aigobo-step': CustomEvent<{ version: 1; step: string }>
  /** The platform accepted the order; payment is pending. */
  'aigobo-ordered': CustomEvent<AboutOrder>
  /** The customer continued to the payment page. */
  'aigobo-handed-over': CustomEvent<AboutOrder>
  'aigobo-status': CustomEvent<AboutOrder & { status: AigoboOrderStatus }>
  /**
   * Such as `token-expired`, `token-used` (set a fresh one in `token`), `origin-not-allowed`, `unreachable`. For a
   * refused token, `reason` and `claim` say what is wrong with it.
   */
  'aigobo-error': CustomEvent<{ version: 1; code: string; reason?: string; claim?: string }>
  /** The purchase cannot use these values of the token; the customer sees the form without them. */
  'aigobo-warning': CustomEvent<{
    version: 1
    code: 'token-corrected'
    faults: { field: string; code: string }[]
  }>
}

export interface AigoboOptions {
  /** The partner ID from the portal. */
  partner: string
  /** Product code. Default: the token's, or the partner's first product. */
  product?: string
  plan?: string
  language?: AigoboLanguage
  scheme?: AigoboScheme
  /** #rrggbb */
  accent?: string
  /** px, 0 to 16 */
  radius?: number
  /** A token signed by your server, valid for one use within 300 seconds. */
  token?: string
  /** A URL on your site that returns `{"token": "…"}` with a fresh token each time. */
  tokenUrl?: string
}

/** The attributes of the element, as in HTML. */
export interface AigoboAttributes {
  partner: string
  mode?: AigoboMode
  product?: string
  plan?: string
  language?: AigoboLanguage
  scheme?: AigoboScheme
  accent?: string
  radius?: number | string
  token?: string
  'token-url'?: string
}

type AigoboProperties = {
  [Name in keyof Required<AigoboOptions>]: AigoboOptions[Name] | null
} & { mode: AigoboMode | null }

/**
 * `<aigobo-portal partner mode product plan language scheme accent radius token token-url>`. Each attribute is also a
 * property (`tokenUrl`); null removes it.
 */
export interface AigoboPortalElement extends HTMLElement, AigoboProperties {
  /** Opens the pop-up in modes `popup` and `card`. */
  show(): void
  /** Closes the pop-up. Its input is kept until it opens again. */
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
  /** Opens a pop-up and returns its element, which can be closed, reopened and removed. */
  open(options: AigoboOptions): AigoboPortalElement
  /** Calls back with this API, immediately or once embed.js has loaded. */
  push(...calls: ((portal: AigoboPortalApi) => void)[]): void
}

declare global {
  /** Before embed.js loads, use `AigoboPortal = window.AigoboPortal || []` and `push` callbacks. */
  var AigoboPortal: AigoboPortalApi
  interface HTMLElementTagNameMap {
    'aigobo-portal': AigoboPortalElement
  }
}
