import { createDecipheriv } from 'node:crypto'

/** Possible reasons why a requestBody does not decrypt. */
export function cipherHints(requestBody: string, desKey: string): string[] {
  if (requestBody === '') return ['requestBody 为空']
  if (/\s/.test(requestBody)) return ['requestBody 里有空格或换行：表单里的 + 没有写成 %2B，或 base64 被折行']
  if (/^[0-9a-f]+$/i.test(requestBody)) return ['requestBody 看来是十六进制，应为 base64']
  if (requestBody.includes('%')) return ['requestBody 看来被 URL 编码了两次']
  if (/[-_]/.test(requestBody)) return ['requestBody 看来是 base64url，应为标准 base64（用 + 和 /）']
  const bytes = Buffer.from(requestBody, 'base64')
  if (bytes.length === 0 || bytes.length % 8 !== 0)
    return [`密文是 ${bytes.length} 个字节，不是 8 的倍数：被截断了，或不是分组密文`]

  const key = Buffer.from(desKey, 'utf8')
  const first = key.subarray(0, 8)
  const single = Buffer.concat([first, first, first])
  const triple = Buffer.concat([key, Buffer.alloc(24)]).subarray(0, 24)
  const readings: [hint: string, clear: Buffer | null][] = [
    ['密钥正确，但填充不是 PKCS5，或正文不是合法的 UTF-8 JSON', decipher('ecb', single, null, bytes)],
    ['看来用了 CBC 模式，应为 ECB', decipher('cbc', single, Buffer.alloc(8), bytes)],
    ['看来用了 CBC 模式（以密钥为 IV），应为 ECB', decipher('cbc', single, first, bytes)],
    ['看来用了三重 DES，应为单 DES，只取密钥的前 8 个字节', decipher('ecb', triple, null, bytes)],
  ]
  const found = readings.filter(([, clear]) => clear && isReadable(clear.toString('utf8')))
  return found.length > 0
    ? found.slice(0, 1).map(([hint]) => hint)
    : ['密钥不对：应为沙箱公布的 desKey，只用其 UTF-8 的前 8 个字节']
}

/** A JSON object with hardly any replacement characters: several wrong ciphers get the first block right. */
function isReadable(text: string): boolean {
  const strange = text.match(/[\p{Cc}\uFFFD]/gu)?.length ?? 0
  return text.trimStart().startsWith('{') && strange < 9 + text.length / 100
}

function decipher(mode: 'ecb' | 'cbc', key: Buffer, iv: Buffer | null, bytes: Buffer): Buffer | null {
  try {
    const machine = createDecipheriv(`des-ede3-${mode}`, key, iv).setAutoPadding(false)
    return Buffer.concat([machine.update(bytes), machine.final()])
  } catch {
    return null
  }
}
