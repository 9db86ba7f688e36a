import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SOURCE = /\.tsx?$/
const OTHER = /\.test\.ts|\/(sandbox|testing|bench|node_modules|endpoints)\//

export type Fault = { path: string; code: string }

/** Every code of a schema with the path of its field; the first entry represents all of a list. */
export function codesOf(schema: unknown, path: string[] = []): Fault[] {
  const def = defOf(schema)
  const here = [def, ...(def.checks ?? []).map(defOf)].flatMap(({ error }) => {
    const code = typeof error === 'function' ? error({ code: 'custom', input: '', path: [] }) : undefined
    return typeof code === 'string' ? [{ path: path.join('.'), code }] : []
  })
  const inner = [def.innerType, def.in, def.out, ...(def.options ?? [])].filter((one) => one !== undefined)
  const faults = [
    ...here,
    ...inner.flatMap((one) => codesOf(one, path)),
    ...(def.element ? codesOf(def.element, [...path, '0']) : []),
    ...Object.entries(def.shape ?? {}).flatMap(([name, one]) => codesOf(one, [...path, name])),
  ]
  return [...new Map(faults.map((fault) => [`${fault.path} ${fault.code}`, fault])).values()]
}

/** Zod's internal definition of a schema or a check. */
const defOf = (part: unknown) => Reflect.get(Object(part), '_zod').def as Def

type Def = {
  error?: unknown
  checks?: unknown[]
  innerType?: unknown
  in?: unknown
  out?: unknown
  options?: unknown[]
  element?: unknown
  shape?: Record<string, unknown>
}

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => SOURCE.test(path) && !OTHER.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

const codesIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].flatMap(([, part = '']) =>
    [...part.matchAll(/(?<!=== )'([\w-]+)'/g)].map(([, code = '']) => code),
  )

/** Codes of refused fields in the rules of the contract and the BFF. */
export function writtenFieldCodes(): Set<string> {
  const rules = sources('src/contract')
    .filter(({ text }) => /superRefine|FieldFault|path: \[/.test(text))
    .flatMap(({ text }) => codesIn(text, /\b(?:code|message): ('[a-z][\w-]*')/g))
  const refused = sources('server-proxy').flatMap(({ text }) => codesIn(text, /badField\([^,]+,([^)]*)\)/g))
  return new Set([...rules, ...refused].filter((code) => code !== 'custom'))
}

/** Fields that only the BFF refuses: path and code of each `badField`. */
export function serverFaults(): Fault[] {
  return sources('server-proxy').flatMap(({ text }) =>
    [...text.matchAll(/badField\(\s*['`]([^'`]+)['`],([^)]*)\)/g)].flatMap(([, path = '', rest = '']) =>
      [...rest.matchAll(/(?<!=== )'([\w-]+)'/g)].map(([, code = '']) => ({
        path: path.replace(/\$\{.*?\}/, '0'),
        code,
      })),
    ),
  )
}

/** Codes of all problems of the BFF's routes, including the platform's. */
export function problemCodes(): Set<string> {
  const ours = sources('server-proxy').flatMap(({ text }) =>
    codesIn(text, /new Refusal\(\s*\d+,((?:[^,{)]|\([^)]*\))*)/g),
  )
  const platform = readFileSync(join(ROOT, 'server-proxy/gateway/errors.ts'), 'utf8')
  return new Set([...ours, ...codesIn(platform, /('\d{4}'):/g), 'offline', 'invalid'])
}

/** The names of the forms in the browser's code, and the files with a form of their own. */
export function formsInSource(): { names: Set<string>; strays: string[] } {
  const files = sources('src').filter(({ path }) => path.endsWith('.tsx'))
  const names = files.flatMap(({ text }) =>
    [...text.matchAll(/<(?:Form|ReasonDialog)\s+name="([\w-]+)"/g)].map(([, name = '']) => name),
  )
  const strays = files
    .filter(({ path, text }) => path !== 'src/ui/form.tsx' && /<form(?![^>]*role="search")[\s>]/.test(text))
    .map(({ path }) => path)
  return { names: new Set(names), strays }
}
