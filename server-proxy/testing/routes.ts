import type { RouteOptions } from 'fastify'
import type { Endpoint } from '#contract/endpoints/endpoint.ts'

export type KnownRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  access: string
  /** Its row of the contract. */
  endpoint: Endpoint | undefined
  fromAnywhere: boolean
  schema: Record<string, unknown>
}

/** Collects Fastify's own routes, without pages (hidden from OpenAPI) and HEAD, which accompanies each GET. */
export function routeList(): { routes: KnownRoute[]; onRoute(route: RouteOptions): void } {
  const routes: KnownRoute[] = []
  return {
    routes,
    onRoute({ method, url, config, schema }) {
      if (schema?.hide) return
      for (const one of [method].flat())
        if (one !== 'HEAD')
          routes.push({
            method: one as KnownRoute['method'],
            url,
            access: config?.access ?? 'outside',
            endpoint: config?.endpoint,
            fromAnywhere: config?.fromAnywhere ?? false,
            schema: (schema ?? {}) as Record<string, unknown>,
          })
    },
  }
}

/** The path with its parameters from `values`; other parameters name nothing that exists. */
export function pathOf(url: string, values: Record<string, string> = {}): string {
  return url.replace(/:(\w+)/g, (_, name: string) => values[name] ?? NOBODY)
}

export const NOBODY = '01900000-0000-7000-8000-000000000000'
