import { parseArgs } from 'node:util'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8081' }, data: { type: 'string', default: ':memory:' } },
})
const sandbox = await startSandbox({ port: Number(values.port), dataFile: values.data })
process.stdout.write(`sandbox ready ${sandbox.url}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => void sandbox.stop().then(() => process.exit(0)))
