import { defineMessages } from './language.tsx'

/** Texts that every list shares. */
export const listMessages = defineMessages(
  {
    search: '搜索',
    all: '全部',
    results: (count: number, more: boolean) =>
      count > 0 ? `${count}${more ? '+' : ''} 条结果` : more ? '较新的里没有' : '没有结果',
    noneSoFar: '较新的里没有符合条件的，更早的还没有查。',
    searchOlder: '继续查更早的',
    clear: '清除条件',
    retry: '再试一次',
    more: '加载更多',
    filter: '筛选',
    to: '到',
    today: '今天',
    lastDays: (days: number) => `近 ${days} 天`,
    any: '不限',
    remove: (filter: string) => `去掉条件：${filter}`,
    clearAll: '全部清除',
    fromTo: (verb: string, from: string, to: string) => `${verb} ${from} 至 ${to}`,
    on: (verb: string, day: string) => `${verb} ${day}`,
    since: (verb: string, from: string) => `${verb} ${from} 以后`,
    until: (verb: string, to: string) => `${verb} ${to} 以前`,
    atHour: (hour: string) => `${hour}:00 至 ${hour}:59`,
  },
  {
    search: 'Search',
    all: 'All',
    results: (count: number, more: boolean) =>
      count === 0 && more
        ? 'None among the newest'
        : `${count}${more ? '+' : ''} ${count === 1 && !more ? 'result' : 'results'}`,
    noneSoFar: 'None of the newest match. Older ones have not been searched yet.',
    searchOlder: 'Search older ones',
    clear: 'Clear filters',
    retry: 'Try again',
    more: 'Load more',
    filter: 'Filter',
    to: 'to',
    today: 'Today',
    lastDays: (days: number) => `Last ${days} days`,
    any: 'Any',
    remove: (filter: string) => `Remove filter: ${filter}`,
    clearAll: 'Clear all',
    fromTo: (verb: string, from: string, to: string) => `${verb} ${from} to ${to}`,
    on: (verb: string, day: string) => `${verb} ${day}`,
    since: (verb: string, from: string) => `${verb} from ${from}`,
    until: (verb: string, to: string) => `${verb} up to ${to}`,
    atHour: (hour: string) => `${hour}:00 to ${hour}:59`,
  },
)
