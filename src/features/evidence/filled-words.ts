import type { Filled, TrailDetail } from '../../contract/trail.ts'
import { defineMessages, useText } from '../../ui/language.tsx'

const messages = defineMessages(
  {
    filled: (actor: string) => `${actor} 填写的内容`,
    all: '全部内容',
    sale: '计划与期间',
    holder: '投保人',
    insured: (from: number, to: number) =>
      from === to ? `第 ${from} 位被保人` : `第 ${from}–${to} 位被保人`,
    typed: '手工录入',
    list: '粘贴或导入名单',
    corrected: '粘贴或导入后修改',
    copied: '复制自原订单',
    changed: '复制原订单后修改',
    sent: '提交时没有草稿',
    part: (what: string, how: string) => `${what}：${how}`,
    from: (order: string, by: string) => `原订单 ${order}，由 ${by} 提交`,
  },
  {
    filled: (actor: string) => `What ${actor} filled in`,
    all: 'Everything',
    sale: 'Plan and period',
    holder: 'Policyholder',
    insured: (from: number, to: number) => (from === to ? `Insured ${from}` : `Insured ${from}–${to}`),
    typed: 'typed',
    list: 'from a pasted or imported list',
    corrected: 'from a list, then changed',
    copied: 'copied from an earlier order',
    changed: 'copied from an earlier order, then changed',
    sent: 'sent without a draft',
    part: (what: string, how: string) => `${what}: ${how}`,
    from: (order: string, by: string) => `Earlier order ${order}, placed by ${by}`,
  },
)

/** How an application was filled in: a sentence and its parts. */
export function useFilledWords(): (who: string, detail: TrailDetail) => [string, string] {
  const t = useText(messages)
  const partsOf = (filled: readonly Filled[]) => {
    const [first] = filled
    if (first && filled.length > 1 && filled.every(({ how }) => how === first.how))
      return [t.part(t.all, t[first.how])]
    return filled.map(({ part, from = 1, to = from, how }) =>
      t.part(part === 'insured' ? t.insured(from, to) : t[part], t[how]),
    )
  }
  return (who, { filled = [], copied }) => [
    t.filled(who),
    [...partsOf(filled), ...(copied ? [t.from(copied.order, copied.by)] : [])].join(' · '),
  ]
}
