// npm run bench [-- section …]: the figures that are promised, measured.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(ensureBuilt)
  .then(() => goOnWith('server-proxy/bench/main.ts', process.argv.slice(2)))
  .catch(fail)
