import type { Scenario } from './scenario.ts'

export type MagicProduct = {
  productCode: string
  what: string
  scenario: Partial<Scenario>
  isGroup?: boolean
}

/** Products whose orders behave in a fixed way, regardless of the control page. */
export const MAGIC_PRODUCTS: readonly MagicProduct[] = [
  { productCode: '900101', what: '不发通知', scenario: { notify: 'none' } },
  { productCode: '900102', what: '通知发两次', scenario: { notify: 'twice' } },
  { productCode: '900103', what: '通知迟到', scenario: { notify: 'late' } },
  { productCode: '900104', what: '通知早于状态', scenario: { notify: 'early' } },
  { productCode: '900105', what: '通知颠倒', scenario: { notify: 'reversed' } },
  { productCode: '900111', what: '承保失败', scenario: { issue: 'fails' } },
  { productCode: '900112', what: '部分承保', scenario: { issue: 'partly' } },
  { productCode: '900113', what: '一直不出单', scenario: { issue: 'stuck' } },
  { productCode: '900121', what: '企业投保人', scenario: { holder: 'enterprise' } },
  {
    productCode: '900122',
    what: '团单且企业投保',
    scenario: { holder: 'enterprise' },
    isGroup: true,
  },
  { productCode: '900131', what: '同义状态', scenario: { labels: 'synonyms' } },
  { productCode: '900132', what: '未知状态', scenario: { labels: 'unknown' } },
  { productCode: '900141', what: '地址无协议头', scenario: { urls: 'schemeless' } },
  { productCode: '900142', what: '地址为 https', scenario: { urls: 'https' } },
  { productCode: '900143', what: '地址为脚本', scenario: { urls: 'script' } },
  { productCode: '900144', what: '地址为本地文件', scenario: { urls: 'file' } },
  { productCode: '900145', what: '地址为内网', scenario: { urls: 'private' } },
  { productCode: '900146', what: '地址仿冒域名', scenario: { urls: 'lookalike' } },
  { productCode: '900147', what: '地址跳转内网', scenario: { urls: 'redirect' } },
  { productCode: '900148', what: '文件实为网页', scenario: { urls: 'html' } },
  { productCode: '900149', what: '文件过大', scenario: { urls: 'huge' } },
  { productCode: '900150', what: '文件很慢', scenario: { urls: 'slow' } },
  { productCode: '900151', what: '没有地址', scenario: { urls: 'missing' } },
  { productCode: '900152', what: `名称超过三十二个字符${'，很长'.repeat(7)}`, scenario: {} },
  { productCode: '900161', what: '金额有优惠', scenario: { amount: 'reduced' } },
  { productCode: '900162', what: '金额变贵', scenario: { amount: 'dearer' } },
  { productCode: '900171', what: '退保被拒', scenario: { surrender: 'refused' } },
  { productCode: '900172', what: '退保不成', scenario: { surrender: 'fails' } },
  { productCode: '900173', what: '退保受理不办', scenario: { surrender: 'ignored' } },
  { productCode: '900174', what: '退保不办不通知', scenario: { surrender: 'ignored', notify: 'none' } },
  { productCode: '900181', what: '开票失败', scenario: { invoice: 'fails' } },
  { productCode: '900182', what: '部分开票', scenario: { invoice: 'partly' } },
  { productCode: '900183', what: '一直开票中', scenario: { invoice: 'stuck' } },
]

/** A product code `X-HANG`, `X-0002` … makes the call that carries it misbehave. */
export const MAGIC_CALL = /^X-([A-Z0-9-]+)$/

/** A mobile 1990000 and four digits makes register answer that code. */
export const MAGIC_MOBILE = /^1990000(\d{4})$/
