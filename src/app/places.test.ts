import type { RouteObject } from 'react-router'
import { expect, test } from 'vitest'
import * as paths from '../contract/paths.ts'
import { FOUND } from './places.ts'
import { routes } from './router.tsx'
import { staffRoutes } from './staff-routes.tsx'

const addressesIn = (all: readonly RouteObject[]): string[] =>
  all.flatMap(({ path, children = [] }) => [...(path ? [path] : []), ...addressesIn(children)])
const pages = [...(routes[0]?.children ?? []), ...staffRoutes]

/** The BFF answers these itself. */
const OF_THE_BFF: string[] = [paths.embedRefused, paths.embedLink, paths.embedLoader]
/** These lead to another page. */
const REDIRECTS: string[] = [paths.home, paths.administration]

test('every page address has a route', () => {
  const known = new Set([...addressesIn(pages), ...OF_THE_BFF])
  const all = Object.values(paths).filter((path) => typeof path === 'string')
  expect(all.filter((path) => !known.has(path))).toEqual([])
})

test('Ctrl+K finds every staff page that needs no parameter', () => {
  const staff = pages.find(({ children }) => children?.some(({ path }) => path === paths.desk))
  const found = new Set(FOUND.flatMap(({ places }) => places.map(({ to }) => to)))
  const missing = addressesIn(staff?.children ?? [])
    .filter((path) => !path.includes(':') && !REDIRECTS.includes(path))
    .filter((path) => !found.has(path))
  expect(missing).toEqual([])
})
