import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'

/**
 * The behaviour of a connection through the proxy. `hang`: nothing passes until the mode changes; `reset`:
 * the connection is torn down; `drip`: answers pass byte by byte; `cut`: the request arrives and its answer
 * is dropped with the connection.
 */
export const FAULT_MODES = ['pass', 'hang', 'reset', 'drip', 'cut'] as const
export type FaultMode = (typeof FAULT_MODES)[number]

export type FaultProxy = { port: number; set(mode: FaultMode): void; stop(): Promise<void> }

const DRIP_MS = 100

/** A TCP proxy on loopback before `target` that behaves by its mode in both directions. */
export async function startFaultProxy(target: NetConnectOpts): Promise<FaultProxy> {
  let mode: FaultMode = 'pass'
  const pairs = new Map<Socket, Socket>()
  const changed = new Set<() => void>()

  const server = createServer((client) => {
    if (mode === 'reset') return void client.resetAndDestroy()
    const upstream = connect(target)
    pairs.set(client, upstream)
    const end = () => {
      pairs.delete(client)
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    carry(client, upstream, false)
    carry(upstream, client, true)
  })

  function carry(from: Socket, to: Socket, answers: boolean): void {
    from.on('data', (chunk: Buffer) => {
      if (mode === 'pass' || (!answers && mode !== 'hang')) return void to.write(chunk)
      if (mode === 'cut' || mode === 'reset') return void to.resetAndDestroy()
      from.pause()
      void hold(chunk, to).then(() => from.resume())
    })
  }

  /** Byte by byte in drip mode; the rest at once when the mode changes. */
  async function hold(chunk: Buffer, to: Socket): Promise<void> {
    let at = 0
    while (mode === 'drip' && at < chunk.length && !to.destroyed) {
      to.write(chunk.subarray(at, ++at))
      await new Promise((resolve) => setTimeout(resolve, DRIP_MS))
    }
    while (mode === 'hang' && !to.destroyed)
      await new Promise<void>((resolve) => changed.add(() => resolve()))
    if (at < chunk.length) to.write(chunk.subarray(at))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    set(next) {
      mode = next
      if (mode === 'reset') for (const client of pairs.keys()) client.resetAndDestroy()
      for (const tell of changed) tell()
      changed.clear()
    },
    async stop() {
      mode = 'pass'
      for (const tell of changed) tell()
      for (const client of pairs.keys()) client.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
