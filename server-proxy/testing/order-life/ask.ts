import { setTimeout as pause } from 'node:timers/promises'
import type { TestPortal } from '../portal.ts'

const TRIES = 20

/** A request as staff send it. A busy machine may answer 503 before anything is done: it is sent again. */
export async function ask(
  portal: TestPortal,
  ...request: Parameters<TestPortal['ask']>
): ReturnType<TestPortal['ask']> {
  for (let tries = 1; ; tries++) {
    const answer = await portal.ask(...request)
    if (answer.statusCode !== 503 || tries === TRIES) return answer
    await pause(250)
  }
}
