import { ensureInstalled } from './install.mjs'
import { runInModernNode } from './run.mjs'

await ensureInstalled()
runInModernNode('server-proxy/sandbox/main.ts', process.argv.slice(2))
