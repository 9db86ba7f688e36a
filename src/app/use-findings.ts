import { useQueries, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { orderQuery } from '../api/order-queries.ts'
import { membersQuery, productsQuery } from '../api/shared-queries.ts'
import { ORDER_STATUS_WORDS } from '../contract/glossary.ts'
import * as paths from '../contract/paths.ts'
import { atLeast, type Role } from '../contract/session.ts'
import { readRecent } from '../lib/recent.ts'
import { useLanguage, useText } from '../ui/language.tsx'
import { messages } from './messages.ts'
import { FOUND } from './places.ts'
import { foundAttemptQuery, foundOrdersQuery } from './queries.ts'

export type Finding = { key: string; to: string; label: string; detail?: string | undefined }
export type Group = { name: string; findings: Finding[] }

const MOST = 6

/**
 * Matches for `typed`: actions, pages, members, products, attempts by support number, orders. Recent items while
 * nothing is typed.
 */
export function useFindings(typed: string, role: Role): { groups: Group[]; asking: boolean } {
  const t = useText(messages)
  const { language } = useLanguage()
  const wanted = typed.trim().toLowerCase()
  const q = useDeferredValue(typed.trim())
  const members = useQuery(membersQuery).data?.items ?? []
  const products = useQuery(productsQuery).data?.items ?? []
  const orders = useQuery(foundOrdersQuery(q))
  const attempts = useQuery(foundAttemptQuery(q)).data?.items ?? []
  const recent = useRecent()
  const has = (...texts: (string | null)[]) => texts.some((text) => text?.toLowerCase().includes(wanted))

  const places = FOUND.map(({ group, places: all }) => ({
    name: t[group],
    findings: all
      .filter((place) => !place.role || atLeast(role, place.role))
      .filter(({ word }) => has(String(messages.zh[word]), String(messages.en[word])))
      .map(({ to, word }) => ({ key: `${group} ${word}`, to, label: String(t[word]) })),
  }))
  if (wanted === '')
    return { groups: [{ name: t.recent, findings: recent }, ...places].filter(some), asking: false }
  const groups = [
    ...places,
    {
      name: t.members,
      findings: members
        .filter(({ company, memberId, mobile }) => has(company, memberId, mobile))
        .map(({ company, memberId }) => ({
          key: `member ${memberId}`,
          to: paths.to(paths.member, { memberId }),
          label: company,
          detail: memberId,
        })),
    },
    {
      name: t.products,
      findings: products
        .filter(({ productName, productCode }) => has(productName, productCode))
        .map(({ productName, productCode }) => ({
          key: `product ${productCode}`,
          to: paths.to(paths.product, { productCode }),
          label: productName,
          detail: productCode,
        })),
    },
    {
      name: t.attempts,
      findings: attempts.map(({ productName, createdBy }) => ({
        key: `attempt ${q}`,
        to: paths.to(paths.attempt, { number: q }),
        label: t.attempt(q.toUpperCase()),
        detail: `${productName} · ${createdBy}`,
      })),
    },
    {
      name: t.orders,
      findings: (q.length < 2 ? [] : (orders.data?.items ?? [])).map((order) => ({
        key: `order ${order.id}`,
        to: paths.to(paths.order, { id: order.id }),
        label: order.holderName ?? order.outSerialNo,
        detail: `${order.productName} · ${ORDER_STATUS_WORDS[order.status][language]}`,
      })),
    },
  ]
  return {
    groups: groups.map((one) => ({ ...one, findings: one.findings.slice(0, MOST) })).filter(some),
    asking: q.length >= 2 && orders.isFetching,
  }
}

const some = ({ findings }: Group) => findings.length > 0

/** Only ids are remembered. Names come from the portal; deleted and foreign items are left out. */
function useRecent(): Finding[] {
  const seen = readRecent()
  const members = useQuery(membersQuery).data?.items ?? []
  const products = useQuery(productsQuery).data?.items ?? []
  const orders = useQueries({
    queries: seen.filter(({ kind }) => kind === 'order').map(({ id }) => orderQuery(id)),
  })
  return seen.flatMap(({ kind, id }): Finding[] => {
    const key = `recent ${kind} ${id}`
    if (kind === 'member') {
      const member = members.find(({ memberId }) => memberId === id)
      return member ? [{ key, to: paths.to(paths.member, { memberId: id }), label: member.company }] : []
    }
    if (kind === 'product') {
      const product = products.find(({ productCode }) => productCode === id)
      const to = paths.to(paths.product, { productCode: id })
      return product ? [{ key, to, label: product.productName }] : []
    }
    const order = orders.find(({ data }) => data?.id === id)?.data
    const to = paths.to(paths.order, { id })
    return order ? [{ key, to, label: order.holderName ?? order.outSerialNo, detail: order.productName }] : []
  })
}
