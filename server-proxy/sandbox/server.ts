import Fastify from 'fastify'
import { startWorker } from './business/worker.ts'
import { registerControlApi } from './control/api.ts'
import { registerControlPages } from './control/routes.ts'
import { registerFiles } from './files/routes.ts'
import { registerAssets, registerPages } from './pages/routes.ts'
import { registerPartnerSite } from './partner/routes.ts'
import { PACE, type Pace, type Platform, settingsShape } from './platform.ts'
import { Store } from './store/store.ts'
import { SANDBOX_KEYS } from './test-keys.ts'
import { CallLog } from './wire/call-log.ts'
import { Faults } from './wire/faults.ts'
import { registerWire } from './wire/routes.ts'

export type SandboxOptions = {
  /** 0 takes a free one. */
  port: number
  /** The address to listen on; default 127.0.0.1. */
  host?: string
  /** Base of the pages' and files' addresses; default http://localhost:PORT. */
  publicUrl?: string
  /** SQLite file, or ':memory:'. */
  dataFile: string
  /** Calls in any 60 s, unless the control page sets another number; default 400. */
  rateLimit?: number
  pace?: Partial<Pace>
  /** The true clock, ms since the epoch. It decides when tasks are due. */
  now?: () => number
  /** Calls kept in the log; default 1,000. */
  callsKept?: number
  /** A line on stdout per call. */
  log?: boolean
}
export type Sandbox = { url: string; port: number; stop(): Promise<void> }

/**
 * Starts the simulated platform: the eleven interfaces, its pages, files and notifications, and the control
 * page. Throws when the port is taken or another sandbox holds the data file.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port: wantedPort, host = '127.0.0.1', dataFile, now = Date.now, log = false } = options
  const store = new Store(dataFile)
  const normal = settingsShape.parse(options.rateLimit ? { rateLimit: options.rateLimit } : {})
  const settings = { ...settingsShape.catch(normal).parse({ ...normal, ...store.settings() }) }
  const platform: Platform = {
    store,
    settings,
    normal,
    pace: { ...PACE, ...options.pace },
    origin: '',
    distrCode: SANDBOX_KEYS.distrCode,
    trueNow: now,
    now: () => now() + settings.clockOffsetMs,
  }
  const faults = new Faults()
  const calls = new CallLog(options.callsKept)

  const app = Fastify({ bodyLimit: 4 * 1024 * 1024, forceCloseConnections: true })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('date', new Date(platform.now()).toUTCString())
  })
  app.get('/sandbox/identity', () => ({ service: 'aigobo-sandbox', pid: process.pid, dataFile }))
  await app.register((wire, _options, done) => {
    wire.removeAllContentTypeParsers()
    wire.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body))
    const line = (text: string) => void process.stdout.write(`${new Date().toISOString()} ${text}\n`)
    registerWire(wire, { platform, keys: SANDBOX_KEYS, faults, calls }, log ? line : () => {})
    done()
  })
  const worker = startWorker(platform)
  const control = { platform, keys: SANDBOX_KEYS, faults, calls, worker }
  await app.register((web, _options, done) => {
    web.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    )
    registerPages(web, platform)
    registerAssets(web)
    registerFiles(web, platform)
    registerPartnerSite(web)
    registerControlPages(web, control)
    done()
  })
  await app.register((api, _options, done) => {
    registerControlApi(api, control)
    done()
  })

  try {
    await app.listen({ port: wantedPort, host })
  } catch (error) {
    await worker.stop()
    store.close()
    throw error
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : wantedPort
  // Another host name than a portal on 127.0.0.1 makes the two cross-site, as in production.
  platform.origin = options.publicUrl ?? `http://localhost:${port}`

  return {
    url: platform.origin,
    port,
    async stop() {
      await worker.stop()
      await app.close()
      store.close()
    },
  }
}
