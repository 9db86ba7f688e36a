import { LI_LEI } from '../testing/people.ts'
import { createCipheriv } from 'node:crypto'
import { bodyOf } from '../gateway/interfaces.ts'
import { seal } from '../gateway/seal.ts'
import { SANDBOX_KEYS } from '../sandbox/test-keys.ts'
import { ms, quantile, type Section, times } from './figure.ts'
import { computed, longestTurns } from './load.ts'

const LARGEST = 200

/** The largest allowed order is sealed in slices, because sealing blocks everyone else on the event loop. */
export const sealSection: Section = {
  name: 'seal',
  repeats: 3,
  about: 'sealing a pre-order, against node:crypto',
  async run() {
    const settings = { ...SANDBOX_KEYS, version: '1.0', listSign: 'java', ip: null } as const
    const key = Buffer.from(SANDBOX_KEYS.desKey).subarray(0, 8)
    const body = (people: number) =>
      bodyOf('addTemp', {
        distrCode: 'D',
        mobile: '13800138000',
        memberId: '1',
        outSerialNo: 'S1',
        payType: 2,
        productCode: '200207',
        productName: '境内旅游意外险',
        deliverNotifyUrl: `https://portal.example.com/notify/deliver/${'x'.repeat(32)}`,
        returnNotifyUrl: `https://portal.example.com/notify/return/${'x'.repeat(32)}`,
        returnPage: 'https://portal.example.com/return/x',
        insuredInfoList: Array.from({ length: people }, (_, n) => ({
          insuredName: `被保险人${n}`,
          insuredCardType: '1',
          insuredCardNo: LI_LEI.cardNo,
          insuredBirthday: '1990-03-07',
          insuredGender: 'M',
          insuredMobile: '13900139000',
          insuredRelation: '5',
        })),
      })
    const sealOf = (people: number) => {
      const values = body(people)
      return (n: number) => seal(values, settings, `nonce-${n}`, 1_700_000_000_000 + n)
    }
    const text = JSON.stringify(body(40))
    const theirs = await computed(200, () => {
      const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null)
      return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
    })
    const forty = quantile(await computed(200, sealOf(40)), 0.5)
    const largest = quantile(await longestTurns(200, sealOf(LARGEST)), 0.95)
    return [
      {
        promise: `seal of a pre-order for 40 (${(Buffer.byteLength(text) / 1000).toFixed(1)} kB), signature included`,
        found: `${ms(forty)}; node:crypto encrypts in ${ms(quantile(theirs, 0.5))}: ${times(forty / quantile(theirs, 0.5))}`,
        target: 'shown',
        holds: true,
        measured: { name: 'order for 40', value: forty, unit: 'ms', better: 'less' },
      },
      {
        promise: `the largest order (${LARGEST} insured) holds the event loop at a time, p95 of processor time`,
        found: ms(largest),
        target: '≤ 30 ms',
        holds: largest <= 30,
        measured: { name: 'largest order', value: largest, unit: 'ms', better: 'less' },
      },
    ]
  },
}
