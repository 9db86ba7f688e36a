import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { badField } from './refusal.ts'

/** Guesses that a password has to stand: lists, keyboard walks and what is known of the user come far below. */
const LEAST_GUESSES_LOG10 = 6.5
/** What everybody here would try. */
const KNOWN = ['aigobo', 'agb', '爱购保', 'portal']

let made: Promise<ZxcvbnFactory> | undefined

/** The lists take a moment and some memory: only who sets a password pays for them. */
async function factory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new Factory({ dictionary, graphs: adjacencyGraphs })
}

/** Whether somebody who knows common passwords, keyboards and the username would soon have it. */
export async function isWeakPassword(password: string, username: string): Promise<boolean> {
  made ??= factory()
  const { guessesLog10, sequence } = (await made).check(password, [username, ...KNOWN])
  const isWalk = sequence.length === 1 && sequence[0]?.pattern === 'spatial'
  return isWalk || guessesLog10 < LEAST_GUESSES_LOG10
}

/** 400 beside the field. */
export async function assertStrongPassword(password: string, username: string): Promise<void> {
  if (await isWeakPassword(password, username)) throw badField('password', 'password-common')
}
