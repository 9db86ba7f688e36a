import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { AddPasskey, Assertion } from '#contract/factors.ts'

/** User present and verified. */
const PRESENT = 0x05
const WITH_KEY = 0x40

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const text = (value: string) => Buffer.from([0x60 | value.length, ...Buffer.from(value)])
const int = (value: number) => Buffer.from([value >= 0 ? value : 0x20 | (-1 - value)])
const lengthOf = (length: number) =>
  length < 24 ? [0x40 | length] : length < 256 ? [0x58, length] : [0x59, length >> 8, length & 0xff]
const bytes = (value: Buffer) => Buffer.concat([Buffer.from(lengthOf(value.length)), value])
const map = (...entries: [Buffer, Buffer][]) =>
  Buffer.concat([Buffer.from([0xa0 | entries.length]), ...entries.flat()])

/** A passkey in software: ES256, no attestation. It signs for any origin, which browsers never do. */
export class SoftPasskey {
  readonly id = randomBytes(16)
  counter = 0
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  register(challenge: string, origin: string): AddPasskey['registration'] {
    const { x = '', y = '' } = this.pair.publicKey.export({ format: 'jwk' })
    const key = map(
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, 'base64url'))],
      [int(-3), bytes(Buffer.from(y, 'base64url'))],
    )
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key])
    const data = Buffer.concat([this.head(origin, PRESENT | WITH_KEY), attested])
    const object = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(data)])
    return {
      ...this.names(),
      response: {
        clientDataJSON: clientData('webauthn.create', challenge, origin),
        attestationObject: object.toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  answer(challenge: string, origin: string): Assertion {
    this.counter++
    const data = this.head(origin, PRESENT)
    const clientDataJSON = clientData('webauthn.get', challenge, origin)
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    return {
      ...this.names(),
      response: {
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, this.pair.privateKey).toString('base64url'),
      },
    }
  }

  private names() {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const
  }

  private head(origin: string, flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter])
  }
}

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url')
