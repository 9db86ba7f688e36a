import { uuidv7 } from 'uuidv7'

/** A fresh outSerialNo: 32 characters, the most that §7.4 allows, never guessed twice. */
export function newSerial(): string {
  return uuidv7().replaceAll('-', '')
}
