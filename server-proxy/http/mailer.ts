import { createTransport } from 'nodemailer'
import { assertNoTransaction } from '../store/open-transaction.ts'
import { allowTime } from './deadline.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  /** The same for every attempt, so that a repeated mail is recognised as one. */
  messageId: string
  /** Address that ends such mails by one POST (RFC 8058). */
  unsubscribe?: string
}

export type Mailer = {
  /** Host and sender, for pages and logs. */
  host: string
  from: string
  /** Returns null when the server took it, else why not: its reply code, or what failed. Never an address. */
  send(mail: Mail): Promise<{ fault: string; final: boolean } | null>
  /** Signs in without sending. The same answer. */
  check(): Promise<{ fault: string } | null>
  close(): Promise<void>
}

const TIMES = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 }
/** How long a page's trial may take. */
const MAX_MS = 30_000

/** Mail by the server of `SMTP_URL`, with a few kept connections. */
export function createMailer(smtpUrl: string): Mailer {
  const { hostname, port, protocol, username, password, searchParams } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  const from = searchParams.get('from') ?? user
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ...(user && { auth: { user, pass } }),
    ...TIMES,
  })
  return {
    host: hostname,
    from,
    async send({ unsubscribe, ...mail }) {
      assertNoTransaction('the mail server')
      allowTime(MAX_MS)
      const headers = unsubscribe && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
      try {
        await transport.sendMail({ from, ...mail, ...(headers && { headers }), disableFileAccess: true })
        return null
      } catch (error) {
        const fault = faultOf(error)
        // A 5xx reply to this mail is permanent. An operator can fix a refused sign-in.
        return { fault, final: fault.startsWith('5') && codeOf(error) !== 'EAUTH' }
      }
    },
    async check() {
      allowTime(MAX_MS)
      try {
        await transport.verify()
        return null
      } catch (error) {
        return { fault: faultOf(error) }
      }
    },
    async close() {
      transport.close()
    },
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''

function faultOf(error: unknown): string {
  const { responseCode } = error as { responseCode?: number }
  if (codeOf(error) === 'EAUTH') return `${responseCode ?? ''} sign-in refused`.trim()
  if (responseCode) return String(responseCode)
  return codeOf(error) === 'ETIMEDOUT' ? 'timeout' : 'unreachable'
}
