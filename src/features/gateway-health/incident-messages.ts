import { defineMessages } from '../../ui/language.tsx'

/** The two largest units: `2 h 5 min`, `3 d 4 h`; empty below a minute. */
function lasted(minutes: number, units: readonly [string, string, string]): string {
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60].map(
    (count, place) => ({ count, words: `${count} ${units[place]}` }),
  )
  const first = parts.findIndex(({ count }) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ words }) => words)
    .join(' ')
}

export const incidentMessages = defineMessages(
  {
    title: '故障记录',
    about: '门户每分钟自查一次，记下不能销售的时段、受影响的接口和订单。记录不会删除。',
    loading: '正在读取故障记录',
    retry: '再试一次',
    empty: '还没有故障记录。',
    more: '显示更早的',
    save: '导出 CSV',
    label: '故障记录',
    began: '开始',
    ended: '结束',
    length: '持续',
    lasted: (minutes: number) => lasted(minutes, ['天', '小时', '分钟']) || '不到 1 分钟',
    minutesColumn: '持续分钟',
    still: '仍在继续',
    what: '情况',
    unreachable: '平台没有答复',
    refused: (code: string) => `平台拒绝密钥（${code}）`,
    stopped: '门户停止运行',
    interfaces: '受影响的接口',
    all: '全部接口',
    listed: (names: readonly string[]) => names.join('、') || '无',
    none: '无',
    orders: '受影响的订单',
    ordersColumn: '订单',
    close: '关闭',
    ordersOf: (count: number) => `${count} 单`,
    orderNumbers: '外部流水号',
  },
  {
    title: 'Incident record',
    about:
      'The portal checks itself every minute and records when nothing could be sold, and which interfaces and orders were affected. Records are never deleted.',
    loading: 'Loading incidents',
    retry: 'Try again',
    empty: 'No incidents yet.',
    more: 'Show earlier ones',
    save: 'Export CSV',
    label: 'Incident record',
    began: 'Start',
    ended: 'End',
    length: 'Duration',
    lasted: (minutes: number) => lasted(minutes, ['d', 'h', 'min']) || 'Under 1 min',
    minutesColumn: 'Minutes',
    still: 'Ongoing',
    what: 'Event',
    unreachable: 'The platform did not answer',
    refused: (code: string) => `The platform refused our keys (${code})`,
    stopped: 'The portal did not run',
    interfaces: 'Affected interfaces',
    all: 'All interfaces',
    listed: (names: readonly string[]) => names.join(', ') || 'None',
    none: 'None',
    orders: 'Affected orders',
    ordersColumn: 'Orders',
    close: 'Close',
    ordersOf: (count: number) => `${count} ${count === 1 ? 'order' : 'orders'}`,
    orderNumbers: 'Serial numbers',
  },
)
