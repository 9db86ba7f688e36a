type Term = {
  /** The term on Chinese pages. */
  zh: string
  /** The word in code, documents and English pages. */
  name: string
  /** The platform's name, where it has one. */
  platform?: string
  /** One sentence, where the words alone leave a doubt. */
  meaning?: string
}

/** Every term once, by subject. `npm run glossary` makes docs/glossary.md from this file. */
export const GLOSSARY: Record<string, readonly Term[]> = {
  'Who sells': [
    {
      zh: '分销商',
      name: 'distributor',
      platform: 'distrCode',
      meaning: 'The company that runs this portal.',
    },
    {
      zh: '渠道会员',
      name: 'member',
      platform: 'memberId',
      meaning: 'A customer company of the distributor; every order belongs to one.',
    },
    {
      zh: '信息披露',
      name: 'disclosure',
      meaning:
        'The information that the law requires the distributor to show: licence, notice to customers, complaints, privacy notice.',
    },
    { zh: '销售人员推荐码', name: 'employeeCode', platform: 'employeeCode' },
    { zh: '分销商推荐码', name: 'invitateCode', platform: 'invitateCode' },
    {
      zh: '合作网站',
      name: 'partner',
      meaning: 'A site that embeds the purchase page.',
    },
    {
      zh: '许可证',
      name: 'licence',
      meaning:
        'What allows the distributor or a partner to sell insurance: kind, number, full name and, of a partner, its last day and a copy.',
    },
    {
      zh: '来源',
      name: 'origin',
      meaning: 'A web origin (scheme, host, port) on which a partner may embed the page.',
    },
    {
      zh: '凭证',
      name: 'token',
      meaning: "A single-use JWT of at most 300 seconds, signed by the partner's server.",
    },
  ],
  'What is sold': [
    { zh: '产品', name: 'product', platform: 'productCode' },
    { zh: '保障计划', name: 'plan', platform: 'planCode / safeguardPlanCode' },
    {
      zh: '最低价格',
      name: 'minPrice',
      platform: 'minPrice / defaultMinPrice',
      meaning: 'The lowest price of a plan for one person, in fen.',
    },
    { zh: '保险公司', name: 'insurer', platform: 'companyName' },
    {
      zh: '产品文件',
      name: 'document',
      meaning: 'Terms, notice or privacy statement in one version; versions are never changed.',
    },
  ],
  'People and dates': [
    { zh: '投保人', name: 'holder', platform: 'holderInfo' },
    { zh: '被保险人', name: 'insured', platform: 'insuredInfoList' },
    {
      zh: '与投保人关系',
      name: 'relation',
      platform: 'insuredRelation',
      meaning: "The insured is the holder's self, parent, child, spouse or other.",
    },
    { zh: '证件号', name: 'cardNo', platform: 'CardNo / CredNo' },
    { zh: '手机号', name: 'mobile', platform: 'Mobile / Phone' },
    { zh: '起保日期', name: 'startDate', platform: 'safeguardStartTime' },
    { zh: '止保日期', name: 'endDate', platform: 'safeguardEndTime' },
  ],
  'The order': [
    {
      zh: '草稿',
      name: 'draft',
      meaning: 'Input that is saved but not placed; it has no order, and nothing was sent to the platform.',
    },
    {
      zh: '购买链接',
      name: 'link',
      meaning: 'An address that staff give to customers; it leads to a purchase.',
    },
    {
      zh: '客户自助购买',
      name: 'purchase',
      meaning: "One customer's way through the purchase page, from the first step to the placed order.",
    },
    {
      zh: '没有填完的投保单',
      name: 'abandoned purchase',
      meaning: 'A purchase that was begun, not ordered, and not saved for an hour. It may still continue.',
    },
    {
      zh: '提交投保单',
      name: 'placed',
      meaning:
        "The order row is committed, with the people, dates and product to send. It says nothing about the platform's answer.",
    },
    {
      zh: '下预订单',
      name: 'placeOrder',
      platform: 'addTemp',
      meaning: 'The verb that makes a placed order and sends it (7.4).',
    },
    {
      zh: '外部流水号',
      name: 'outSerialNo',
      platform: 'outSerialNo',
      meaning: 'Our number of an order; the platform makes one pre-order per number.',
    },
    { zh: '预订单号', name: 'tempOrderCode', platform: 'tempOrderCode' },
    { zh: '平台订单号', name: 'orderCode', platform: 'orderCode' },
    {
      zh: '订单详情',
      name: 'platform order',
      platform: 'getOrderDetail',
      meaning: 'The answer of 7.11; it decides the state of our order.',
    },
    {
      zh: '订单已了结',
      name: 'ended',
      meaning:
        'The portal awaits nothing from the platform: the order is issued, surrendered, refunded or failed. Cover may still run.',
    },
    {
      zh: '服务编号',
      name: 'supportNumber',
      meaning:
        'Identifies one customer’s attempt to buy. Every page of the attempt shows it. Contains no personal data.',
    },
    {
      zh: '销售人员',
      name: 'salesperson',
      meaning: 'The member of staff who made a link or an order, by name and 执业证编号 (practice number).',
    },
    {
      zh: '大字版',
      name: 'elder mode',
      meaning: 'Customer pages with larger text and targets and the seller’s phone number first.',
    },
    {
      zh: '出单渠道',
      name: 'channel',
      meaning: 'Where an order was made: staff, link, public entry or partner.',
    },
  ],
  Money: [
    { zh: '支付方式', name: 'payType', platform: 'payType' },
    { zh: '授信支付', name: 'credit', platform: 'payType 1' },
    { zh: '现金支付', name: 'cash', platform: 'payType 2' },
    { zh: '收银台', name: 'cashier', platform: 'url' },
    { zh: '确认支付', name: 'confirmPayment', platform: 'outNotify' },
    {
      zh: '向投保人说明',
      name: 'explained',
      meaning: 'How staff explained the insurance to the policyholder and got the confirmation.',
    },
    {
      zh: '由谁付款',
      name: 'payer',
      meaning:
        'Who pays at the cashier of an order that staff placed, as staff say: the customer, the distributor as policyholder, or staff for the customer with a reason.',
    },
    {
      zh: '返回页',
      name: 'return page',
      platform: 'returnPage',
      meaning: 'Our page after the cashier; it proves no payment.',
    },
    { zh: '开票', name: 'applyInvoice', platform: 'applyInvoice' },
  ],
  'After the sale': [
    { zh: '保单', name: 'policy', platform: 'policyCode' },
    { zh: '保险凭证', name: 'certificate', platform: 'certificateUrl' },
    { zh: '团单', name: 'group', platform: 'isGroup' },
    { zh: '企业投保人', name: 'enterprise', platform: 'isEnterprise' },
    { zh: '退保', name: 'surrender', platform: 'surrenderByPolicyCode / surrenderByOrderCode' },
    { zh: '投保通知', name: 'deliver notification', platform: 'deliverNotifyUrl' },
    { zh: '退保通知', name: 'return notification', platform: 'returnNotifyUrl' },
    { zh: '退款通知', name: 'refund notification', platform: 'refundNotifyUrl' },
  ],
  'What is written down': [
    {
      zh: '操作记录',
      name: 'timeline',
      meaning: 'The history of one order in words, shown on its page. Kept with the order.',
    },
    {
      zh: '销售轨迹',
      name: 'trail',
      meaning:
        'A hash-chained list of everything that one customer saw and pressed during a purchase, or of how staff filled in and placed an order. Contains no personal data.',
    },
    {
      zh: '录像',
      name: 'recording',
      meaning: 'A masked replay of the customer’s pages, kept beside the trail.',
    },
    {
      zh: '销售过程（可回溯）',
      name: 'evidence',
      meaning: 'Trail, recording and documents of one sale together, exported as one signed file.',
    },
    {
      zh: '时间戳',
      name: 'timestamp',
      meaning: 'An independent authority’s signed statement (RFC 3161) of when a file existed.',
    },
    {
      zh: '投保附件',
      name: 'annex',
      meaning:
        'What one order was made of, with its people: application, plans and prices, who filled in what, seller, partner, link. Encrypted; its SHA-256 is in the trail.',
    },
    {
      zh: '封存',
      name: 'seal',
      meaning:
        'To close an order’s people, recording and annex to everybody until its retention term ends. Then they are deleted (删除).',
    },
    {
      zh: '调取',
      name: 'opening',
      meaning:
        'The opening of sealed data on a legal ground: one administrator asks and names the ground, another approves, and the two see it for a day.',
    },
    {
      zh: '同意',
      name: 'consent',
      meaning: 'A ticked sentence and the version of the document that it names.',
    },
    {
      zh: '两步验证',
      name: 'second factor',
      meaning: 'A proof of identity after the password: a passkey or an authenticator app’s code.',
    },
    {
      zh: '通行密钥',
      name: 'passkey',
      meaning: 'A key in a device or security key that answers challenges of the portal.',
    },
    {
      zh: '恢复码',
      name: 'recovery code',
      meaning: 'Replaces a lost second factor. Each one works once.',
    },
    {
      zh: '再次验证身份',
      name: 'step-up',
      meaning: 'A fresh proof of identity, no older than ten minutes, before a sensitive act.',
    },
    {
      zh: '审计日志',
      name: 'audit log',
      meaning: 'Who did what in the portal: one hash-chained list for all orders, users and settings.',
    },
    {
      zh: '平台连接',
      name: 'gateway health',
      meaning: 'State of keys, clock, budget and circuit towards the platform.',
    },
  ],
}

/** The channels of an order. */
export const CHANNEL_WORDS = {
  staff: { zh: '员工出单', en: 'Staff' },
  link: { zh: '购买链接', en: 'Purchase link' },
  public: { zh: '公开入口', en: 'Public entry' },
  partner: { zh: '合作网站', en: 'Partner site' },
} as const

/** Order states in the words of staff. */
export const ORDER_STATUS_WORDS = {
  draft: { zh: '草稿', en: 'Draft' },
  submitting: { zh: '提交中', en: 'Submitting' },
  uncertain: { zh: '确认中', en: 'Confirming' },
  unpaid: { zh: '待支付', en: 'Unpaid' },
  paid: { zh: '已支付', en: 'Paid' },
  issued: { zh: '已承保', en: 'Issued' },
  surrendering: { zh: '退保中', en: 'Surrendering' },
  surrendered: { zh: '已退保', en: 'Surrendered' },
  refunded: { zh: '已退款', en: 'Refunded' },
  failed: { zh: '未成功', en: 'Failed' },
} as const
