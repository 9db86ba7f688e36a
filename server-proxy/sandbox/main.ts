import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: '.data/sandbox-alone.db' },
    quiet: { type: 'boolean', default: false },
  },
})

try {
  if (values.data !== ':memory:') mkdirSync(dirname(values.data), { recursive: true })
  const sandbox = await startSandbox({
    port: Number(values.port),
    host: values.host,
    dataFile: values.data,
    log: !values.quiet,
  })
  process.stdout.write(`sandbox ready ${sandbox.url}\n`)
  if (!values.quiet) process.stdout.write(`control page and test keys: ${sandbox.url}/sandbox\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      // A sudden end loses nothing, because the store is written through.
      setTimeout(() => process.exit(0), 3_000)
      void sandbox.stop().finally(() => process.exit(0))
    })
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const reason =
    code === 'EADDRINUSE'
      ? `port ${values.port} is taken; choose another with --port`
      : code === 'ERR_SQLITE_ERROR'
        ? `${values.data} cannot be opened: another sandbox may be using it; choose another with --data`
        : String(error)
  process.stderr.write(`the sandbox cannot start: ${reason}\n`)
  process.exit(1)
}
