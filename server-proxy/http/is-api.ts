import type { FastifyRequest } from 'fastify'

/** By the matched route, which also covers other spellings (`/%61pi/…`); else by the address. */
export const isApi = ({ routeOptions, url }: FastifyRequest) => (routeOptions.url ?? url).startsWith('/api/')
