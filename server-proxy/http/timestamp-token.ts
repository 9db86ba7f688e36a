import { randomBytes, X509Certificate } from 'node:crypto'
import { SignedData } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
  TSTInfo,
} from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier, type Certificate } from '@peculiar/asn1-x509'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const ORGANISATION = '2.5.4.10'
const COMMON_NAME = '2.5.4.3'
const NONCE_BYTES = 16

/** What a token states. `sha256` is hex, and null under another hash. */
export type StatedTime = { at: Date; authority: string | null; sha256: string | null; nonce: string | null }

/** A query (DER) for a timestamp of a SHA-256, and its nonce (hex). */
export function timestampQuery(sha256: Buffer): { query: Buffer; nonce: string } {
  const nonce = Uint8Array.from(randomBytes(NONCE_BYTES))
  // Positive and without leading zeros, so that it comes back as the same bytes.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  const query = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(sha256),
    }),
    nonce: nonce.buffer,
    certReq: true,
  })
  return { query: Buffer.from(AsnConvert.serialize(query)), nonce: hexOf(nonce) }
}

/** The token (DER) of an authority's reply; null if it refuses. Throws if it is no reply. */
export function grantedToken(reply: Buffer): Buffer | null {
  const { status, timeStampToken } = AsnConvert.parse(reply, TimeStampResp)
  const isGranted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(status.status)
  return isGranted && timeStampToken ? Buffer.from(AsnConvert.serialize(timeStampToken)) : null
}

/** Reads a token (DER). Its signature is not checked: `openssl ts -verify` does. Throws if it is no token. */
export function readToken(token: Buffer): StatedTime {
  const signed = AsnConvert.parse(AsnConvert.parse(token, TimeStampToken).content, SignedData)
  const content = signed.encapContentInfo.eContent?.single
  if (!content) throw new Error('the token is empty')
  const { genTime, messageImprint, nonce } = AsnConvert.parse(content.buffer, TSTInfo)
  const { hashAlgorithm, hashedMessage } = messageImprint
  return {
    at: genTime,
    authority: signerOf((signed.certificates ?? []).flatMap(({ certificate }) => certificate ?? [])),
    sha256: hashAlgorithm.algorithm === SHA256 ? hexOf(hashedMessage.buffer) : null,
    nonce: nonce ? hexOf(nonce) : null,
  }
}

const hexOf = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as ArrayBuffer).toString('hex')

/** The name of the certificate that signs timestamps; the others are above it. */
function signerOf(certificates: readonly Certificate[]): string | null {
  const signer = certificates.find((one) => {
    const parsed = new X509Certificate(Buffer.from(AsnConvert.serialize(one)))
    // Node's types forget that a certificate may name no usage.
    const { ca, keyUsage } = parsed as { ca: boolean; keyUsage?: string[] }
    return !ca && keyUsage?.includes(TIME_STAMPING)
  })
  const fields = [...(signer?.tbsCertificate.subject ?? [])].flatMap((names) => [...names])
  const field = (type: string) => fields.find((one) => one.type === type)?.value.toString()
  return [field(COMMON_NAME), field(ORGANISATION)].filter(Boolean).join(', ') || null
}
