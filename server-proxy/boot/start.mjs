import { ensureBuilt, ensureInstalled } from './install.mjs'
import { runInModernNode } from './run.mjs'

await ensureInstalled()
await ensureBuilt()
runInModernNode('server-proxy/main.ts')
