// Rules about a file's text, which no import shows: clock, environment, network, and addresses written by hand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const SEAL = /^server-proxy\/gateway\/(des|sign|seal)\.ts$/
const ENV = 'server-proxy/env.ts'
/** Rooms that may call other machines; everything else goes through the SSRF guard. */
const OUTWARDS = /^server-proxy\/(gateway|sandbox|boot|bench)\/|^server-proxy\/http\/(egress|mailer)\.ts$/
const NETWORK =
  /\bfrom ['"](undici|nodemailer|(node:)?(http|https|http2|net|tls|dgram))['"]|(await|return|=>?|\() ?fetch\(/
/** Rooms that use the platform's addresses, which look like ours. */
const PLATFORM = /^server-proxy\/(gateway|sandbox|boot)\//
/** Describes the endpoint rows, and itself. */
const OPENAPI = 'server-proxy/http/openapi.ts'
const PATHS = 'src/contract/paths.ts'
const COMMENT = /^\s*(\/?\*|\/\/).*$/gm
/** As a whole string, after an origin in a template, or after a method. */
const API_PATH = /(['"`}]|[A-Z] )\/api\/\w/

/** `queries.ts` of a feature, or `document-queries.ts` of its later part. */
const QUERIES = /(^src\/api\/|queries\.ts$)/
const QUERY = /\b((read|pages)Options|listQueries|keyOf|(infiniteQ|q)ueryOptions)\(|\bqueryFn\b/

/** In new browsers scrolling returns a promise, which React would call as a clean-up function. */
const SCROLLS = /\buse(Layout)?Effect\(\(\) => [\w?.!]*\.scroll\w*\(/

/** Matches a page's address written by hand. Null if the tree has no pages. */
export function pageAddress(root) {
  const file = join(root, PATHS)
  if (!existsSync(file)) return null
  const words = [...readFileSync(file, 'utf8').matchAll(/= '\/([\w-]+)/g)].map(([, word]) => word)
  return new RegExp(`['"\`}]/(${[...new Set(words)].join('|')})(?=[/?#'"\`$])`)
}

/** Breaches in the text of a file of the product. */
export function textBreaches(path, text, page) {
  const found = []
  const inBff = path.startsWith('server-proxy/')
  const code = text.replace(COMMENT, '')
  if (!path.startsWith('src/contract/') && !PLATFORM.test(path) && path !== OPENAPI && API_PATH.test(code))
    found.push('paths below /api are in src/contract/endpoints alone')
  if (page && path !== PATHS && !PLATFORM.test(path) && page.test(code))
    found.push(`page addresses are in ${PATHS} alone`)
  if (path.startsWith('src/') && !QUERIES.test(path) && QUERY.test(code))
    found.push('queries and their keys are in the queries.ts of their feature')
  if (SCROLLS.test(code)) found.push('an effect returns nothing from scrolling: write braces around it')
  if (SEAL.test(path) && /\b(Date\b|Math\.random|random(UUID|Bytes|Int)|process\.|fetch\()/.test(text))
    found.push('the seal uses no clock, randomness, environment or network')
  if (inBff && !OUTWARDS.test(path) && opensConnections(text))
    found.push('other machines are called only through http/egress.ts and http/mailer.ts')
  if (inBff && !path.includes('/boot/') && path !== ENV && /\bprocess\.env\b/.test(text))
    found.push(`only ${ENV} reads the environment`)
  return found
}

/** `isIP` and similar functions open no connection. Neither does a listener. */
function opensConnections(text) {
  const rest = text.replaceAll(/import \{[^}]*\} from '(node:)?net'/g, (line) =>
    /\{\s*((type )?(isIP|isIPv4|isIPv6|BlockList|AddressInfo|LookupFunction|createServer)[,\s]*)+\}/.test(
      line,
    )
      ? ''
      : line,
  )
  return NETWORK.test(rest)
}
