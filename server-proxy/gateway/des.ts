import { setImmediate } from 'node:timers/promises'
import CryptoJS from 'crypto-js'

/** The first eight bytes of the UTF-8 key (Java's DESKeySpec); throws on a shorter key. */
function keyOf(key: string): CryptoJS.lib.WordArray {
  const bytes = Buffer.from(key, 'utf8')
  if (bytes.length < 8) throw new Error('the DES key has fewer than eight bytes')
  return CryptoJS.lib.WordArray.create([bytes.readInt32BE(0), bytes.readInt32BE(4)], 8)
}

/** Bytes per slice: whole DES blocks (8) and whole groups of base64 (3). About 3 ms of encryption. */
const SLICE = 4_800

/**
 * DES/ECB/PKCS5Padding, base64 (§5.2). Lone surrogates become U+FFFD, as in any UTF-8 encoder. Yields between
 * slices, so an order for 200 people does not block the event loop.
 */
export async function desEncrypt(text: string, key: string): Promise<string> {
  const { algo, enc, lib, mode, pad } = CryptoJS
  const cipher = algo.DES.createEncryptor(keyOf(key), { mode: mode.ECB, padding: pad.Pkcs7 })
  const bytes = Buffer.from(text, 'utf8')
  let sealed = ''
  let from = 0
  for (; from + SLICE < bytes.length; from += SLICE) {
    sealed += cipher.process(lib.WordArray.create(bytes.subarray(from, from + SLICE))).toString(enc.Base64)
    await setImmediate()
  }
  return sealed + cipher.finalize(lib.WordArray.create(bytes.subarray(from))).toString(enc.Base64)
}

/** Lower-case hex MD5 of the UTF-8 text. */
export function md5(text: string): string {
  return CryptoJS.MD5(CryptoJS.enc.Utf8.parse(text.toWellFormed())).toString()
}
