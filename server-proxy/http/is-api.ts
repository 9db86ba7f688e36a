import type { FastifyRequest } from 'fastify'

/** By the route that was found, however its address was written (`/%61pi/…` finds it too); else by the address. */
export const isApi = ({ routeOptions, url }: FastifyRequest) => (routeOptions.url ?? url).startsWith('/api/')
