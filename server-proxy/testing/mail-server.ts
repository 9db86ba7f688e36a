import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { freePort } from './free-port.ts'

export type ReceivedMail = { to: string[]; from: string; raw: string; body: string }

/** A real SMTP server that keeps what it gets. `refuseWith`: the reply to the next mails. */
export async function startMailServer() {
  const mails: ReceivedMail[] = []
  const state: { refuseWith: number | null } = { refuseWith: null }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username = '', password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData(stream, { envelope }, done) {
      void text(stream).then((raw) => {
        if (state.refuseWith !== null)
          return done(Object.assign(new Error('refused'), { responseCode: state.refuseWith }))
        const [, encoded = ''] = raw.split(/\r\n\r\n([^]*)/)
        const isBase64 = /transfer-encoding: base64/i.test(raw)
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw,
          body: isBase64 ? Buffer.from(encoded, 'base64').toString() : decodeQuoted(encoded),
        })
        done()
      })
    },
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://portal%40example.com:right@127.0.0.1:${port}`,
    wrongUrl: `smtp://portal%40example.com:wrong@127.0.0.1:${port}`,
    mails,
    state,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function decodeQuoted(encoded: string): string {
  const bytes = encoded
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
