import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** This process gave them away, and their program may not listen yet. */
const given = new Set<number>()

/**
 * A free port below the ephemeral range, because an outgoing connection could take one within that range
 * before the program listens.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    if (given.has(port)) continue
    const probe = createServer()
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!free) continue
    await new Promise((resolve) => probe.close(resolve))
    given.add(port)
    return port
  }
}
