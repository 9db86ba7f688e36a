import type { SCENARIO_CHOICES } from '../business/scenario.ts'
import type { FaultKind } from '../wire/faults.ts'

/** Each fault as a client sees it. */
export const FAULT_WORDS: Record<FaultKind, string> = {
  hang: '挂起：收下请求，不回答',
  reset: '连接被重置',
  drip: '滴漏：响应头先到，正文每半秒一个字节，永远到不齐',
  html: '返回一页 HTML（502 Bad Gateway）',
  cut: 'JSON 只到一半',
  empty: 'HTTP 200，正文为空',
  '500': 'HTTP 500',
  delay: '照常处理，迟些回答',
  lost: '照常处理，回答丢失（连接重置）',
  code: '返回指定的响应码，不处理',
  'unknown-code': '返回文档里没有的响应码 7777',
  answer: '返回自己写的正文',
}

type Choice<Name extends keyof typeof SCENARIO_CHOICES> = Record<
  (typeof SCENARIO_CHOICES)[Name][number],
  string
>
type ScenarioWords = {
  [Name in keyof typeof SCENARIO_CHOICES]: { title: string; choices: Choice<Name> }
}

export const SCENARIO_WORDS: ScenarioWords = {
  notify: {
    title: '通知',
    choices: {
      normal: '正常，每张保单一条',
      none: '不发',
      twice: '每条发两次',
      late: '迟到',
      early: '早于状态变化，之后不再发',
      reversed: '顺序颠倒：退款先于退保，投保最后',
    },
  },
  issue: {
    title: '承保',
    choices: { ok: '成功', fails: '失败', partly: '最后一人失败', stuck: '一直不出单' },
  },
  holder: { title: '投保人', choices: { 'as-entered': '按填写', enterprise: '一律为企业' } },
  labels: {
    title: '状态文字',
    choices: { usual: '常用', synonyms: '同义的别的说法', unknown: '没见过的说法' },
  },
  urls: {
    title: '地址',
    choices: {
      http: 'http://',
      schemeless: '// 开头，没有协议',
      https: 'https://（打不开）',
      script: 'javascript: 脚本',
      file: 'file: 本地文件',
      private: '内网元数据地址',
      lookalike: '仿冒域名',
      redirect: '文件跳转到内网',
      html: '文件实为网页',
      huge: '文件 40 MB',
      slow: '文件每秒一个字节',
      missing: '空',
    },
  },
  amount: {
    title: '金额',
    choices: { 'as-shown': '与页面一致', reduced: '优惠一成', dearer: '每人贵 1 元' },
  },
  surrender: {
    title: '退保',
    choices: { ok: '成功', refused: '拒绝（4001）', fails: '受理后不成', ignored: '受理后不办' },
  },
  invoice: {
    title: '开票',
    choices: { ok: '成功', fails: '失败', partly: '部分开票', stuck: '一直开票中' },
  },
  invoiceFile: {
    title: '发票文件',
    choices: { pdf: 'PDF', ofd: 'OFD', xml: 'XML', all: '三种都有' },
  },
}
