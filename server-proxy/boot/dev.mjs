import { ensureInstalled } from './install.mjs'
import { runInModernNode } from './run.mjs'

await ensureInstalled()
runInModernNode('server-proxy/main.ts', ['--dev'])
