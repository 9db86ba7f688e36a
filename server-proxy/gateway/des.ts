import CryptoJS from 'crypto-js'

/** The first eight bytes of the UTF-8 key (Java's DESKeySpec); throws on a shorter key. */
function keyOf(key: string): CryptoJS.lib.WordArray {
  const bytes = Buffer.from(key, 'utf8')
  if (bytes.length < 8) throw new Error('the DES key has fewer than eight bytes')
  return CryptoJS.lib.WordArray.create([bytes.readInt32BE(0), bytes.readInt32BE(4)], 8)
}

/** DES/ECB/PKCS5Padding, base64 (§5.2). Lone surrogates become U+FFFD, as in any UTF-8 encoder. */
export function desEncrypt(text: string, key: string): string {
  const { mode, pad } = CryptoJS
  return CryptoJS.DES.encrypt(CryptoJS.enc.Utf8.parse(text.toWellFormed()), keyOf(key), {
    mode: mode.ECB,
    padding: pad.Pkcs7,
  }).toString()
}

/** Lower-case hex MD5 of the UTF-8 text. */
export function md5(text: string): string {
  return CryptoJS.MD5(CryptoJS.enc.Utf8.parse(text.toWellFormed())).toString()
}
