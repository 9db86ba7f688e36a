import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { badField } from './refusal.ts'

/** Guesses that a password must withstand; lists, keyboard walks and user data are far below. zxcvbn calls it “safe” from here. */
const MIN_GUESSES_LOG10 = 8
/** Words that anyone would try here, and frequent Chinese ones that the lists lack. */
const KNOWN =
  'aigobo agb 爱购保 portal baoxian woaini aini 5201314 1314520 woaizhongguo zhongguo taobao weixin mima'.split(
    ' ',
  )

let made: Promise<ZxcvbnFactory> | undefined

/** Loaded lazily: the lists take time and memory. */
async function factory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new Factory({ dictionary, graphs: adjacencyGraphs })
}

/** Whether common passwords, keyboard walks and the username lead to this password quickly. */
export async function isWeakPassword(password: string, username: string): Promise<boolean> {
  made ??= factory()
  const { guessesLog10, sequence } = (await made).check(password, [username, ...KNOWN])
  const isWalk = sequence.length === 1 && sequence[0]?.pattern === 'spatial'
  return isWalk || guessesLog10 < MIN_GUESSES_LOG10
}

/** 400 beside the field for a weak password. */
export async function assertStrongPassword(password: string, username: string): Promise<void> {
  if (await isWeakPassword(password, username)) throw badField('password', 'password-common')
}
