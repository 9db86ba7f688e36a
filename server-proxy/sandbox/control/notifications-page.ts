import type { Delivery } from '../business/notifications.ts'
import { html } from '../pages/html.ts'
import type { Task } from '../store/records.ts'
import { clock, controlPage, table } from './layout.ts'

const EVENTS = { deliver: '投保', return: '退保', refund: '退款' } as const
const KINDS: Record<Task['kind'], string> = {
  issue: '出单',
  surrendered: '退保完成',
  refunded: '退款',
  invoiced: '开票完成',
  notify: '通知',
}

/** Waiting notifications and past deliveries. */
export function notificationsPage(waiting: readonly Task[], deliveries: readonly Delivery[]): string {
  const waits = waiting.map(
    (task) =>
      html`<tr><td>${clock(task.due)}</td><td>${KINDS[task.kind]}${task.kind === 'notify' ? `（${EVENTS[task.data.event]}）` : ''}</td><td><a href="/sandbox/orders/${task.tempOrderCode}">${task.tempOrderCode}</a></td><td>${task.kind === 'notify' && task.data.tries > 0 ? `已试 ${task.data.tries} 次` : ''}</td></tr>`,
  )
  const sent = deliveries
    .slice(0, 100)
    .map(
      (one) =>
        html`<tr><td>${clock(one.at)}</td><td>${EVENTS[one.event]}</td><td><a href="/sandbox/orders/${one.tempOrderCode}">${one.tempOrderCode}</a></td><td><b class="${one.acknowledged ? 'good' : 'bad'}">${one.result}</b></td><td class="number">第 ${one.attempt} 次</td><td>${one.acknowledged ? '' : one.next === null ? '不再重发' : `${Math.round(one.next / 1000)} 秒后重发`}</td><td><code>${one.url}</code><br><code>${one.body.slice(0, 300)}</code></td></tr>`,
    )
  return controlPage(
    '/sandbox/notifications',
    '通知',
    html`<section><h2>等待中</h2>${table(['时间', '事情', '预订单号', '此前'], waits, '没有在等的事')}
<form method="post" action="/sandbox/hurry"><p class="buttons"><button class="quiet">现在全部发生</button></p></form></section>
<section><h2>已发出</h2>${table(['时间', '事件', '预订单号', '结果', '次数', '之后', '地址与正文'], sent, '还没有发出通知')}</section>`,
  )
}
