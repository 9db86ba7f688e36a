import type { AskedLink } from '../../contract/attention.ts'
import type { AttentionReason } from '../../contract/orders.ts'
import { defineMessages } from '../../ui/language.tsx'

type LinkReason = AskedLink['reason']

/** Texts of the attention queue. */
export const attentionMessages = defineMessages(
  {
    title: '待处理',
    none: '没有待处理事项',
    noneOfKind: '这一类没有待处理事项',
    noneText: '订单、付款和通知都正常；有情况会马上出现在这里。',
    loading: '正在读取待处理事项',
    retry: '再试一次',
    filter: '按事项筛选',
    all: (count: number) => `全部 ${count}`,
    of: (word: string, count: number) => `${word} ${count}`,
    clerk: '这里是您经办的订单。您可以向平台核对；标为已处理、再次告知收款结果由经理或管理员操作。',
    by: (name: string) => `经办 ${name}`,
    unnamed: '客户待填写',
    sealedOrder: '已封存的订单',
    ask: '向平台核对',
    asked: (status: string) => `平台刚刚答复：${status}`,
    askAgain: '再次核对',
    stillLost: '平台仍未答复，系统会继续核对。',
    somePolicies:
      '客户付了款，但有被保险人没有保单，目前没有保障。请打开订单看是谁，告诉客户，并向平台客服核实退款。',
    settle: '标为已处理',
    settleTitle: '标为已处理',
    settleText: '这条事项会从列表中移走，再次发生时会重新出现。处理人和时间会记入订单的操作记录和审计日志。',
    remark: '处理说明（选填）',
    remarkHint: '会写入订单的操作记录。请不要写姓名、手机号和证件号。',
    cancel: '取消',
    close: '关闭',
    settled: (word: string) => `已处理：${word}`,
    more: '加载更多',
    showAll: (count: number) => `展开全部 ${count} 项`,
    groupOf: (words: string, count: number) => `${words}，${count} 单`,
    ordersOf: (count: number) => `${count} 单`,
    oldest: (ago: string) => `最早${ago}`,
    openGroup: (count: number) => `查看 ${count} 单`,
    difference: (what: string, ours: string, platforms: string) =>
      `${what}：门户原来 ${ours}，平台 ${platforms}`,
    status: '状态',
    amount: '金额',
    policies: '保单',
    invoice: '发票状态',
    invoiceWords: '未开票,开票成功,开票失败,开票中,部分开票',
    unknown: '空',
    undelivered: (name: string) => `${name}没有收到通知`,
    undeliveredWord: '通知没有送达',
    undeliveredText: (count: number, outcome: string) =>
      `${count} 条订单通知重试一天后仍未送达${outcome && `，最后一次：${outcome}`}。请对方修好服务器后全部重发；对方不再需要的，可以停止发送。`,
    undeliveredNoAddress: (count: number) =>
      `${count} 条订单通知未送达，这个网站目前没有填写接收地址。填好地址后可以重发。`,
    linkAsked: '客户请求重新开放链接',
    linkAskedText: (reason: LinkReason) =>
      `${{ expired: '链接已过期', revoked: '链接已停用', 'used-up': '链接已用完' }[reason]}，客户还想购买，正在页面上等候。`,
    renewLink: (reason: LinkReason): string => (reason === 'used-up' ? '再开放 1 份' : '再开放 7 天'),
    linkRenewed: (name: string) => `已重新开放：${name}`,
    declineLink: '不开放',
    linkDeclined: (name: string) => `未重新开放：${name}`,
    linkClosed: '购买链接已停用',
    linkClosedText:
      '有人多次答错证件后四位。请向客户核实；没有问题的可以重新开放，链接已泄露的请停用后另发。',
    reopenLink: '重新开放',
    linkReopened: (name: string) => `已重新开放：${name}`,
    adminOnly: '重发和停发需要管理员操作',
    resendAll: '全部重发',
    resent: (count: number) => `已重新发送 ${count} 条`,
    giveUp: '不再发送',
    giveUpTitle: (count: number) => `不再发送这 ${count} 条通知`,
    giveUpText: '对方将收不到这些订单变化的通知，订单本身不受影响。以后仍可在合作网站的记录里逐条重发。',
    attentionSince: (time: string) => `${time} 起`,
    resolve: '标为已处理',
  },
  {
    title: 'Needs attention',
    none: 'Nothing needs attention',
    noneOfKind: 'Nothing of this type needs attention',
    noneText: 'Orders, payments and notifications are fine. Problems appear here immediately.',
    loading: 'Loading what needs attention',
    retry: 'Try again',
    filter: 'Filter by type',
    all: (count: number) => `All ${count}`,
    of: (word: string, count: number) => `${word} ${count}`,
    clerk:
      'These are your own orders. You can check them with the platform. Only managers and administrators can resolve items and report payment results again.',
    by: (name: string) => `Sold by ${name}`,
    unnamed: 'Customer to complete',
    sealedOrder: 'Sealed order',
    ask: 'Check with the platform',
    asked: (status: string) => `Platform response: ${status}`,
    askAgain: 'Check again',
    stillLost: 'Still no response. We keep checking.',
    somePolicies:
      'The customer paid, but some insured people have no policy and no cover. Open the order to see who, inform the customer, and ask the platform’s support about a refund.',
    settle: 'Resolve',
    settleTitle: 'Resolve',
    settleText:
      'This item leaves the list and returns if it happens again. Who resolved it and when is kept in the order’s timeline and the audit log.',
    remark: 'Note (optional)',
    remarkHint: 'Kept in the order’s timeline. Do not enter names, mobile numbers or ID numbers.',
    cancel: 'Cancel',
    close: 'Close',
    settled: (word: string) => `Resolved: ${word}`,
    more: 'Load more',
    showAll: (count: number) => `Show all ${count}`,
    groupOf: (words: string, count: number) => `${words}, ${count} orders`,
    ordersOf: (count: number) => `${count} orders`,
    oldest: (ago: string) => `oldest ${ago}`,
    openGroup: (count: number) => `Show ${count} orders`,
    difference: (what: string, ours: string, platforms: string) =>
      `${what}: portal ${ours}, platform ${platforms}`,
    status: 'Status',
    amount: 'Amount',
    policies: 'Policies',
    invoice: 'Invoice status',
    invoiceWords: 'Not requested,Issued,Failed,In progress,Partly issued',
    unknown: 'empty',
    undelivered: (name: string) => `${name} did not receive its notifications`,
    undeliveredWord: 'Undelivered',
    undeliveredText: (count: number, outcome: string) =>
      `${count} order ${count === 1 ? 'notification was' : 'notifications were'} not delivered after a day of retries${outcome && `; last response: ${outcome}`}. Resend them once the partner’s server works, or stop sending those no longer needed.`,
    undeliveredNoAddress: (count: number) =>
      `${count} order ${count === 1 ? 'notification was' : 'notifications were'} not delivered, and the site has no webhook URL. You can resend once it is set.`,
    linkAsked: 'A customer asks for a link',
    linkAskedText: (reason: LinkReason) =>
      `The link ${{ expired: 'has expired', revoked: 'was revoked', 'used-up': 'is used up' }[reason]}. The customer still wants to buy and waits on the page.`,
    renewLink: (reason: LinkReason): string => (reason === 'used-up' ? 'Allow one more' : 'Open for 7 days'),
    linkRenewed: (name: string) => `Opened again: ${name}`,
    declineLink: 'Decline',
    linkDeclined: (name: string) => `Declined: ${name}`,
    linkClosed: 'Purchase link locked',
    linkClosedText:
      'There were too many wrong attempts at the last four characters. Check with the customer. If all is well, unlock it; if the link has leaked, revoke it and send another one.',
    reopenLink: 'Unlock',
    linkReopened: (name: string) => `Unlocked: ${name}`,
    adminOnly: 'Only administrators can resend or stop notifications',
    resendAll: 'Resend all',
    resent: (count: number) => `${count} resent`,
    giveUp: 'Stop sending',
    giveUpTitle: (count: number) =>
      count === 1 ? 'Stop sending 1 notification' : `Stop sending ${count} notifications`,
    giveUpText:
      'The partner will not be notified of these order changes. The orders are not affected. You can still resend each one from the partner’s events.',
    attentionSince: (time: string) => `since ${time}`,
    resolve: 'Resolve',
  },
)

/** Title and explanation of each reason. `{said}` is the platform's message. */
export const REASON_WORDS: Record<AttentionReason, { zh: [string, string]; en: [string, string] }> = {
  'change-unfinished': {
    zh: ['变更没有完成', '已经退保，新的订单还没有下，这些人可能没有保障。请打开订单，继续或放弃这次变更。'],
    en: [
      'Change unfinished',
      'The surrender was sent, but the new order is not placed, so these people may have no cover. Open the order to finish or abandon the change.',
    ],
  },
  'paid-after-close': {
    zh: [
      '关闭后付了款',
      '这张订单关闭后，客户仍在平台付了款。订单已恢复；请确认客户需要这份保障，不需要的话请退保。',
    ],
    en: [
      'Paid after closing',
      'The customer paid on the platform after this order was closed here. It is open again. Check that the customer wants the cover; if not, surrender it.',
    ],
  },
  uncertain: {
    zh: [
      '没有平台答复',
      '尚不确定平台是否收到这张订单。系统会用同一个流水号继续核对，不会重复下单；平台答复前，请不要另开新单。',
    ],
    en: [
      'No response',
      'We do not know whether the platform received this order. We keep checking with the same serial number, so nothing is ordered twice. Do not create another order before the platform responds.',
    ],
  },
  'no-policy': {
    zh: [
      '付款没有保单',
      '客户已付款半小时，仍没有保单，目前没有保障。请先向平台核对；仍没有的，请联系平台客服，并告知客户。',
    ],
    en: [
      'Paid, no policy',
      'The customer paid half an hour ago and still has no policy and no cover. Check with the platform. If there is still no policy, contact the platform’s support and inform the customer.',
    ],
  },
  'label-unknown': {
    zh: [
      '不认识的状态',
      '平台返回“{said}”，订单停在原来的状态。请向平台问明含义；管理员可以在设置里补上它。',
    ],
    en: [
      'Unknown status',
      'The platform returned “{said}”. The order keeps its status. Ask the platform what it means. An administrator can add it to the settings.',
    ],
  },
  'amount-differs': {
    zh: ['金额不符', '客户可能在平台页面换了计划。请与客户核对保障是否合适。'],
    en: [
      'Amount differs',
      'The customer may have chosen another plan on the platform’s page. Check with the customer that the cover is right.',
    ],
  },
  'payment-refused': {
    zh: ['付款结果被拒', '平台没有接受：{said}。解决后再次告知，平台才会出单。'],
    en: [
      'Payment refused',
      'The platform rejected it: {said}. Fix the cause and report the payment again. The platform issues policies only after that.',
    ],
  },
  'surrender-not-done': {
    zh: ['退保没有成功', '平台上没有这次退保，保单仍然有效。要退的话，请打开订单重新申请。'],
    en: [
      'Surrender failed',
      'The platform has no record of it, and the policies stay in force. To surrender, open the order and request it again.',
    ],
  },
  'surrender-unconfirmed': {
    zh: [
      '退保没有结果',
      '退保已申请半小时，但平台上的保单没有变化。请向平台客服问明；确认没有办理后，可以撤回申请。',
    ],
    en: [
      'Surrender without result',
      'The surrender was requested half an hour ago, but the policies have not changed. Contact the platform’s support. Once it confirms that nothing was processed, you can withdraw the request.',
    ],
  },
  contradiction: {
    zh: [
      '状态互相矛盾',
      '平台的订单状态是“{said}”，保单状态与它不符。这里以保单为准；请向平台问明，再告诉客户。',
    ],
    en: [
      'Conflicting statuses',
      'The platform’s order status is “{said}”, but its policies differ. We follow the policies. Check with the platform before you inform the customer.',
    ],
  },
  'went-back': {
    zh: ['退保被撤销', '订单已经退保或退款，平台现在又显示“{said}”。请向平台问明，并告诉客户。'],
    en: [
      'Surrender reversed',
      'The order was surrendered or refunded, but the platform now shows “{said}” again. Check with the platform and inform the customer.',
    ],
  },
  'invoice-not-done': {
    zh: ['开票没有成功', '平台上没有这次申请。要开票的话，请打开订单重新申请。'],
    en: [
      'Invoice failed',
      'The platform has no record of the request. If the invoice is still needed, open the order and request it again.',
    ],
  },
  difference: {
    zh: ['对账有差异', '订单已按平台更新。请确认是否影响客户，例如客户在平台上自行退保。'],
    en: [
      'Difference found',
      'The order now has the platform’s values. Check whether this affects the customer, for example a surrender made directly on the platform.',
    ],
  },
  'cashier-refused': {
    zh: [
      '收银台地址被拒',
      '平台给的收银台在 {said}，不在允许的网站里，客户无法付款。请管理员向平台核实；确实是平台的，加到 AGB_ASSET_HOSTS。',
    ],
    en: [
      'Payment page blocked',
      'The platform’s payment page is on {said}, which is not an allowed host, so the customer cannot pay. Ask an administrator to check with the platform and, if it is theirs, add it to AGB_ASSET_HOSTS.',
    ],
  },
  'proofs-closed': {
    zh: [
      '查询已停用',
      '有人多次答错证件后四位，客户查询已停用。请向客户核实；没有问题的，打开订单重新开放，也可以同时更换链接。',
    ],
    en: [
      'Access locked',
      'Too many wrong attempts locked the customer’s access. Check with the customer. If all is well, open the order and unlock it, and replace the link if it has leaked.',
    ],
  },
  'notification-contradicted': {
    zh: [
      '通知与平台不符',
      '收到的通知说“{said}”，平台上不是这样；订单以平台为准。通知可能是伪造的，也可能是平台还没更新。',
    ],
    en: [
      'Notification conflict',
      'A notification said “{said}”, but the platform disagrees. The order follows the platform. The notification may be forged, or the platform may not be up to date yet.',
    ],
  },
  'answer-unstorable': {
    zh: [
      '答复无法保存',
      '平台的答复里有无法保存的内容，订单停在原来的状态，系统会稍后再次核对。请向平台客服核对这张订单，并告知管理员。',
    ],
    en: [
      'Response not stored',
      'The platform’s response contains something that cannot be stored. The order keeps its status and is checked again later. Contact the platform’s support and an administrator.',
    ],
  },
  'opening-asked': {
    zh: ['申请调取', '一名管理员申请调取已封存的资料。请另一名管理员在订单页核对依据，批准或拒绝。'],
    en: [
      'Opening requested',
      'An administrator asks to open sealed data. Another administrator checks the ground on the order page and approves or refuses.',
    ],
  },
  unreadable: {
    zh: ['数据无法读取', '这张订单的部分数据无法解密。请管理员检查数据密钥，必要时从备份恢复。'],
    en: [
      'Unreadable',
      'Some data of this order cannot be decrypted. Ask an administrator to check the data keys and restore a backup if needed.',
    ],
  },
}
