import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  id_signedData,
  SignedData,
} from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  id_ct_tstInfo,
  PKIStatus,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TimeStampToken,
  TSTInfo,
} from '@peculiar/asn1-tsp'
import { Certificate } from '@peculiar/asn1-x509'
import { afterAll } from 'vitest'

/** Certificate of "Example Timestamp Authority"; it ends in 2126. */
const CERTIFICATE =
  'MIIB6TCCAY6gAwIBAgIUBAbeKlF5y39elf/VC0RoZ1cK/jwwCgYIKoZIzj0EAwIwPjEWMBQGA1UECgwNRXhhbXBsZSBUcnVzdDEkMCIGA1UEAwwbRXhhbXBsZSBUaW1lc3RhbXAgQXV0aG9yaXR5MCAXDTI2MTIwMTA0MTQyNVoYDzIxMjYxMTA3MDQxNDI1WjA+MRYwFAYDVQQKDA1FeGFtcGxlIFRydXN0MSQwIgYDVQQDDBtFeGFtcGxlIFRpbWVzdGFtcCBBdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQpgQ27OiWaFl0dWtqV/62OzwESUKQOizLJqlnZbkiFRpojPAHFHq6OJJkvbYQuJ2v9HguMOXVGDVoSm2Ky/mYFo2gwZjAdBgNVHQ4EFgQU+ZDMFCE9XlmFVH5sK2mu9Gbio2UwHwYDVR0jBBgwFoAU+ZDMFCE9XlmFVH5sK2mu9Gbio2UwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwDAYDVR0TAQH/BAIwADAKBggqhkjOPQQDAgNJADBGAiEAhj5wQ2H4eNAiHA5UX3gzOCiJq/Z1YrH/Qi3GPbuKR8MCIQDjWpbikQquhx7cWcJImiNi9zDm6i0+YsTeVk1oMiS1mg=='
/** The authority above it, which names no usage. */
const ROOT =
  'MIIBtjCCAVugAwIBAgIUeZHwDh+fPFlw6hQof/29ehXgBSIwCgYIKoZIzj0EAwIwLzEWMBQGA1UECgwNRXhhbXBsZSBUcnVzdDEVMBMGA1UEAwwMRXhhbXBsZSBSb290MCAXDTI2MTIwMTA0MjU1N1oYDzIxMjYxMTA3MDQyNTU3WjAvMRYwFAYDVQQKDA1FeGFtcGxlIFRydXN0MRUwEwYDVQQDDAxFeGFtcGxlIFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQpgQ27OiWaFl0dWtqV/62OzwESUKQOizLJqlnZbkiFRpojPAHFHq6OJJkvbYQuJ2v9HguMOXVGDVoSm2Ky/mYFo1MwUTAdBgNVHQ4EFgQU+ZDMFCE9XlmFVH5sK2mu9Gbio2UwHwYDVR0jBBgwFoAU+ZDMFCE9XlmFVH5sK2mu9Gbio2UwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAwcHqqb1epUyZ9g3UvVwpLN757BjtCiWf5oM73HyhZr4CIQCtzaYkLDA1RmU3ZmoXB/LbXGSoU5876zCLbw58xLegPw=='
export const STAMPED_AT = new Date('2026-11-30T08:00:00.000Z')
/** How the authority behaves. `openssl` signs really; the others leave the signature out, which the portal does not check. */
export type Behaviour =
  | 'grants'
  | 'rejects'
  | 'another-nonce'
  | 'another-hash'
  | 'no-asn1'
  | 'silent'
  | 'openssl'

/** A timestamp authority on this machine until the file's tests end; `behave` changes it. */
export async function timestampAuthority() {
  let behaviour: Behaviour = 'grants'
  const real = openssl()
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const query = Buffer.concat(parts)
      if (behaviour === 'silent') return
      answer.setHeader('content-type', 'application/timestamp-reply')
      if (request.headers['content-type'] !== 'application/timestamp-query') answer.writeHead(415).end()
      else answer.end(behaviour === 'openssl' ? real.reply(query) : replyTo(query, behaviour))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/tsr`,
    behave: (how: Behaviour) => void (behaviour = how),
    /** The certificate file of the authority that openssl plays. */
    certificate: real.certificate,
  }
}

function replyTo(query: Buffer, behaviour: Behaviour): Buffer {
  if (behaviour === 'no-asn1') return Buffer.from('<html>gateway time-out</html>')
  if (behaviour === 'rejects') {
    const refusal = new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.rejection }) })
    return Buffer.from(AsnConvert.serialize(refusal))
  }
  const { messageImprint, nonce } = AsnConvert.parse(query, TimeStampReq)
  if (behaviour === 'another-hash') messageImprint.hashedMessage = new OctetString(Buffer.alloc(32, 7))
  const info = new TSTInfo({
    policy: '1.2.3.4',
    messageImprint,
    serialNumber: Uint8Array.of(1).buffer,
    genTime: STAMPED_AT,
    nonce: behaviour === 'another-nonce' ? Uint8Array.of(1).buffer : (nonce ?? Uint8Array.of(2).buffer),
  })
  const certificates = [ROOT, CERTIFICATE].map((one) => {
    const certificate = AsnConvert.parse(Buffer.from(one, 'base64'), Certificate)
    return new CertificateChoices({ certificate })
  })
  const signed = new SignedData({
    version: CMSVersion.v3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: id_ct_tstInfo,
      eContent: new EncapsulatedContent({ single: new OctetString(AsnConvert.serialize(info)) }),
    }),
    certificates: new CertificateSet(certificates),
  })
  const timeStampToken = new TimeStampToken({
    contentType: id_signedData,
    content: AsnConvert.serialize(signed),
  })
  const status = new PKIStatusInfo({ status: PKIStatus.granted })
  return Buffer.from(AsnConvert.serialize(new TimeStampResp({ status, timeStampToken })))
}

/** An authority that signs, made by openssl at its first reply. */
function openssl() {
  const folder = mkdtempSync(join(tmpdir(), 'tsa-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  let made = false
  function make(): void {
    if (made) return
    made = true
    const config =
      '[tsa]\ndefault_tsa = own\n[own]\nserial = serial\nsigner_cert = cert.pem\nsigner_key = key.pem\n' +
      'signer_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\n'
    writeFileSync(join(folder, 'openssl.cnf'), config)
    writeFileSync(join(folder, 'serial'), '01')
    run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem')
    const [usage, end] = ['extendedKeyUsage=critical,timeStamping', 'basicConstraints=critical,CA:false']
    const subject = ['-subj', '/O=Example Trust/CN=Authority of openssl', '-days', '30']
    run(
      'req',
      '-new',
      '-x509',
      '-key',
      'key.pem',
      ...subject,
      '-out',
      'cert.pem',
      '-addext',
      usage,
      '-addext',
      end,
    )
  }
  return {
    certificate: join(folder, 'cert.pem'),
    reply(query: Buffer): Buffer {
      make()
      writeFileSync(join(folder, 'query'), query)
      run('ts', '-reply', '-config', 'openssl.cnf', '-queryfile', 'query', '-out', 'reply')
      return readFileSync(join(folder, 'reply'))
    },
  }
}
