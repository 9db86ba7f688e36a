// npm run bench [-- section …]: measures the promised figures.
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { fail, goOnWith } from './run.mjs'

await ensureInstalled()
  .then(ensureBuilt)
  .then(() => goOnWith('server-proxy/bench/main.ts', process.argv.slice(2)))
  .catch(fail)
