/** Among an order's consents: its holder wants mail about it. Never required. */
export const MAIL_CONSENT = 'mail'
