import { uuidv7 } from 'uuidv7'

/** A new, unguessable outSerialNo: 32 characters, the maximum of §7.4. */
export function newSerial(): string {
  return uuidv7().replaceAll('-', '')
}
