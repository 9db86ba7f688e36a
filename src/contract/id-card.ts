import { isDay } from './days.ts'
import { cleanCardNo } from './people-clean.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

export type IdCard = { cardNo: string; birthday: string; gender: 'M' | 'F' }
export type IdCardFault = 'id-card-length' | 'id-card-birthday' | 'id-card-check-digit'

/**
 * Reads an 18-digit resident ID number (GB 11643-1999, including residence permits 81/82/83). Returns birthday and
 * sex, or the fault code.
 */
export function readIdCard(text: string): IdCard | IdCardFault {
  const cardNo = cleanCardNo(text)
  if (!/^\d{17}[\dX]$/.test(cardNo)) return 'id-card-length'
  const birthday = `${cardNo.slice(6, 10)}-${cardNo.slice(10, 12)}-${cardNo.slice(12, 14)}`
  if (!isDay(birthday) || birthday < '1850-01-01') return 'id-card-birthday'
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(cardNo[place]), 0)
  if (CHECK_DIGITS[sum % 11] !== cardNo[17]) return 'id-card-check-digit'
  return { cardNo, birthday, gender: Number(cardNo[16]) % 2 === 1 ? 'M' : 'F' }
}
