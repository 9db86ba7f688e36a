/** The parts of an OpenAPI document that the reference shows. */
type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}
type Content = { content?: Record<string, { schema?: Schema }> }
type Operation = {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: Content
  responses?: Record<string, Content>
}
export type Document = {
  paths?: Record<string, Record<string, Operation>>
  webhooks?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

const SHOWN = /^\/api\/(partner\/v1\/|embed\/(session|handover)$)/

/** The reference of the partner's endpoints and of the webhooks, from the OpenAPI document. */
export function referenceMarkdown({ paths = {}, webhooks = {}, components = {} }: Document): string {
  const resolve = (schema: Schema = {}): Schema =>
    schema.$ref ? resolve(components.schemas?.[schema.$ref.split('/').at(-1) ?? '']) : schema
  const fields = (schema: Schema | undefined) => {
    const rows = [...rowsOf(resolve(schema), resolve)]
    if (rows.length === 0) return ''
    const lines = rows.map(
      ({ name, words, required }) => `| \`${name}\` | ${words} | ${required ? 'yes' : ''} |`,
    )
    return `| field | value | always |\n|---|---|---|\n${lines.join('\n')}\n\n`
  }
  const one = (title: string, { summary, parameters = [], requestBody, responses = {} }: Operation) => {
    const asked = parameters.filter((each) => each.in === 'query')
    const query = asked.map(({ name, schema }) => `| \`${name}\` | ${wordsOf(resolve(schema), resolve)} |`)
    const answers = Object.entries(responses).flatMap(([status, { content = {} }]) =>
      status.startsWith('2')
        ? Object.entries(content).map(([type, { schema }]) => {
            const shown = type === 'application/json' ? fields(schema) : ''
            return `**${status}** \`${type}\`\n\n${shown}`
          })
        : [],
    )
    const body = fields(requestBody?.content?.['application/json']?.schema)
    return `### ${title}\n\n${summary ?? ''}\n\n${
      query.length > 0 ? `**Query**\n\n| parameter | value |\n|---|---|\n${query.join('\n')}\n\n` : ''
    }${body && `**Body**\n\n${body}`}${answers.join('')}`
  }
  const operations = Object.entries(paths)
    .filter(([path]) => SHOWN.test(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => one(`${method.toUpperCase()} ${path}`, operation)),
    )
  // Events of one shape are shown once.
  const shapes = new Map<string, { names: string[]; event: Operation }>()
  for (const [name, { post: event }] of Object.entries(webhooks)) {
    if (!event) continue
    const shape = JSON.stringify(event.requestBody)
    const { names } = shapes.get(shape) ?? { names: [] }
    shapes.set(shape, { names: [...names, name], event })
  }
  const hooks = [...shapes.values()].map(({ names, event }) =>
    one(names.join(', '), { ...event, summary: 'Signed after Standard Webhooks.' }),
  )
  return `# API reference

From [openapi.json](/api/openapi.json), OpenAPI 3.1. Every refusal is a [problem](/developers/problems). [Partner API](/developers/partner-api) explains how to authenticate.

## Requests

${operations.join('\n')}
## Webhooks

${hooks.join('\n')}`
}

type Row = { name: string; words: string; required: boolean }

function* rowsOf(schema: Schema, resolve: (schema?: Schema) => Schema, before = ''): Generator<Row> {
  const { anyOf = [], oneOf = [], allOf = [], properties = {}, required = [] } = schema
  for (const part of allOf) yield* rowsOf(resolve(part), resolve, before)
  yield* commonRows([...anyOf, ...oneOf].map((part) => [...rowsOf(resolve(part), resolve, before)]))
  for (const [key, given] of Object.entries(properties)) {
    const value = resolve(given)
    const name = before + key
    yield { name, words: wordsOf(value, resolve), required: required.includes(key) }
    const inner = value.items ? resolve(value.items) : value
    yield* rowsOf(inner, resolve, `${name}${value.items ? '[]' : ''}.`)
  }
}

/**
 * The fields of all alternatives, each once. A field that an alternative lacks is optional. A null alternative lacks no
 * field.
 */
function commonRows(alternatives: Row[][]): Row[] {
  const shaped = alternatives.filter((rows) => rows.length > 0)
  const names = [...new Set(shaped.flatMap((rows) => rows.map(({ name }) => name)))]
  return names.map((name) => {
    const found = shaped.flatMap((rows) => rows.find((row) => row.name === name) ?? [])
    return {
      name,
      words: [...new Set(found.map(({ words }) => words))].join(' or '),
      required: found.length === shaped.length && found.every(({ required }) => required),
    }
  })
}

function wordsOf(schema: Schema, resolve: (schema?: Schema) => Schema): string {
  const { type, enum: values, const: only, anyOf, oneOf, items, format } = schema
  if (values) return values.map((value) => `\`${String(value)}\``).join(' ')
  if (only !== undefined) return `\`${JSON.stringify(only)}\``
  const options = anyOf ?? oneOf
  if (options) return options.map((one) => wordsOf(resolve(one), resolve)).join(' or ')
  if (items) return `list of ${wordsOf(resolve(items), resolve)}`
  return [type].flat().join(' or ') + (format ? ` (${format})` : '')
}
