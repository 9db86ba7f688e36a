import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { request } from 'undici'

/**
 * The attributes that a span may have: route patterns, codes and counts; never an address, a name or a value that users
 * typed.
 */
type Attributes = Record<string, string | number>
type Span = {
  trace: string
  id: string
  parent: string
  name: string
  kind: 2 | 3
  from: bigint
  to: bigint
  attributes: Attributes
  failed: boolean
}

export type Tracing = {
  /** Begins the span of a request, under which `work` runs. The returned function of `work` ends it. */
  serve(work: (end: (name: string, attributes: Attributes, failed: boolean) => void) => void): void
  /** Runs a call to another machine as a span of the current request. In a job, the span has no parent. */
  call<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result>
  stop(): Promise<void>
}
export type TracingSettings = { url: string; headers: Record<string, string> }

const SERVER = 2
const CLIENT = 3
const EVERY_MS = 5_000
const ANSWER_MS = 5_000
/** Above this many unsent spans the newest are dropped: a collector that is down must not fill the memory. */
const MOST_UNSENT = 4_096

type Log = { warn(details: object, message: string): void }

/** Sends spans by OTLP over HTTP as JSON (https://opentelemetry.io/docs/specs/otlp). */
export function createTracing({ url, headers }: TracingSettings, version: string, log: Log): Tracing {
  const current = new AsyncLocalStorage<{ trace: string; id: string }>()
  const clock = process.hrtime.bigint()
  const begun = BigInt(Date.now()) * 1_000_000n
  const now = () => begun + (process.hrtime.bigint() - clock)
  let spans: Span[] = []
  let failing = false

  const keep = (span: Span) => void (spans.length < MOST_UNSENT && spans.push(span))
  const newId = (bytes: number) => randomBytes(bytes).toString('hex')

  async function send(): Promise<void> {
    if (spans.length === 0) return
    const body = JSON.stringify(messageOf(spans, version))
    spans = []
    try {
      const { statusCode, body: answer } = await request(`${url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      await answer.dump()
      if (statusCode >= 400) throw Object.assign(new Error('refused'), { code: String(statusCode) })
      failing = false
    } catch (err) {
      if (!failing) log.warn({ err }, 'traces cannot be sent')
      failing = true
    }
  }
  const timer = setInterval(() => void send(), EVERY_MS).unref()

  return {
    serve(work) {
      const span = { trace: newId(16), id: newId(8) }
      const from = now()
      current.run(span, () =>
        work((name, attributes, failed) =>
          keep({ ...span, parent: '', name, kind: SERVER, from, to: now(), attributes, failed }),
        ),
      )
    },
    async call(name, attributes, work) {
      const above = current.getStore()
      const span = { trace: above?.trace ?? newId(16), id: newId(8), parent: above?.id ?? '', name }
      const from = now()
      let failed = true
      try {
        const result = await current.run(span, work)
        failed = false
        return result
      } finally {
        keep({ ...span, kind: CLIENT, from, to: now(), attributes, failed })
      }
    },
    async stop() {
      clearInterval(timer)
      await send()
    },
  }
}

const attributesOf = (values: Attributes) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(Math.round(value)) } : { stringValue: value },
  }))

function messageOf(spans: Span[], version: string): object {
  return {
    resourceSpans: [
      {
        resource: {
          attributes: attributesOf({
            'service.name': 'distributor-portal',
            'service.version': version,
            'process.pid': process.pid,
          }),
        },
        scopeSpans: [
          {
            scope: { name: 'portal' },
            spans: spans.map(({ trace, id, parent, name, kind, from, to, attributes, failed }) => ({
              traceId: trace,
              spanId: id,
              ...(parent && { parentSpanId: parent }),
              name,
              kind,
              startTimeUnixNano: String(from),
              endTimeUnixNano: String(to),
              attributes: attributesOf(attributes),
              status: { code: failed ? 2 : 0 },
            })),
          },
        ],
      },
    ],
  }
}
