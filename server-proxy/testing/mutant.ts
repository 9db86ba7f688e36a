import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Mutation = [rule: string, find: string, replace: string]

/**
 * Loads a module of pure functions from a copy in which one place is changed; without a mutation, from its
 * unchanged copy. Throws when the place is not there exactly once.
 */
export async function mutantOf<Module>(file: URL, mutation?: Mutation): Promise<Module> {
  const source = await readFile(file, 'utf8')
  const [, find = '', replace = ''] = mutation ?? []
  if (mutation && source.split(find).length !== 2) throw new Error(`not there once: ${find}`)
  const changed = mutation ? source.replace(find, () => replace) : source
  const code = stripTypeScriptTypes(changed).replaceAll(
    /(?<= from ')\.[^']+/g,
    (path) => new URL(path, file).href,
  )
  const copy = join(tmpdir(), `mutant-${randomUUID()}.mjs`)
  await writeFile(copy, code)
  try {
    return (await import(pathToFileURL(copy).href)) as Module
  } finally {
    await rm(copy)
  }
}
