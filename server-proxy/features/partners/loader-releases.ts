import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import * as paths from '#contract/paths.ts'
import type { Loader } from '#contract/partners.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../http/refusal.ts'

const BUILT = join(import.meta.dirname, '../../../dist', paths.embedLoader)
const MOVING: Loader = { path: paths.embedLoader, integrity: null }

const releaseOf = (hash: string) => paths.embedLoader.replace(/js$/, `${hash}.js`)

/**
 * Serves every loader that this portal ever released at `/embed/v1.<hash>.js`, because partners pin one by its
 * integrity. Returns the current one; while developing there is only the moving address.
 */
export async function registerLoaderReleases(
  app: FastifyInstance,
  { db }: Pick<Deps, 'db'>,
): Promise<Loader> {
  app.get<{ Params: { hash: string } }>(
    releaseOf(':hash([0-9a-f]{16})'),
    { schema: { hide: true } },
    async ({ params }, reply) => {
      const { hash } = params
      const release = await db
        .selectFrom('loaders')
        .select('code')
        .where('hash', '=', hash)
        .executeTakeFirst()
      if (!release) throw notFound()
      return reply
        .type('text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(release.code)
    },
  )
  const code = await readFile(BUILT, 'utf8').catch(() => null)
  if (code === null) return MOVING
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  await db
    .insertInto('loaders')
    .values({ hash, code })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`
  return { path: releaseOf(hash), integrity }
}
