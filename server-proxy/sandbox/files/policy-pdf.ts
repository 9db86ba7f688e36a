import { type Product, planOf, productOf } from '../business/catalogue.ts'
import { cardLabel, genderLabel, relationLabel } from '../business/labels.ts'
import { payable } from '../business/lifecycle.ts'
import { yuan } from '../business/money.ts'
import type { Order, Person } from '../store/records.ts'
import { capitalAmount } from './capital-amount.ts'
import { logoPng } from './logo.ts'
import { MUTED, Sheet } from './sheet.ts'
import { type Column, drawPairs, drawTable } from './table.ts'

const LEFT = 44
const WIDTH = 595 - 2 * LEFT
const BOTTOM = 780

const WORDS = {
  policy: {
    title: '电子保险单',
    english: 'ELECTRONIC INSURANCE POLICY',
    holder: '投保人信息',
    insured: '被保险人信息',
    cover: '保险责任',
    period: '保险期间',
  },
  certificate: {
    title: '保险凭证',
    english: 'CERTIFICATE OF INSURANCE',
    holder: '投保人 Policyholder',
    insured: '被保险人 Insured Persons',
    cover: '保障内容 Coverage',
    period: '保险期间 Period',
  },
} as const

/** The people of a policy and their total premium, fen. */
export function shareOf(order: Order, policyCode: string): { people: Person[]; premium: number } {
  const people = order.policies.flatMap(({ policyCode: code, place }) =>
    code === policyCode ? (order.insured[place] ?? []) : [],
  )
  return { people, premium: Math.floor((payable(order) * people.length) / Math.max(1, order.insured.length)) }
}

/** 电子保险单, or the certificate for a consulate or an organiser. */
export function policyPdf(order: Order, policyCode: string, kind: keyof typeof WORDS): Promise<Buffer> {
  const product = productOf(order)
  const words = WORDS[kind]
  const { people, premium } = shareOf(order, policyCode)
  const sheet = new Sheet(`${words.title} ${policyCode}`, 'A4')
  sheet.watermark()
  const frame = {
    x: LEFT,
    width: WIDTH,
    bottom: BOTTOM,
    onPage: () => {
      sheet.doc.addPage()
      sheet.watermark()
      return 50
    },
  }
  let y = head(sheet, product, policyCode, kind)
  const section = (title: string) => {
    if (y > BOTTOM - 80) y = frame.onPage()
    sheet.doc.rect(LEFT, y + 1, 3, 11).fill(hex(product))
    y += sheet.text(title, LEFT + 9, y, { size: 10.5, bold: true }) + 5
  }

  section(words.holder)
  y = drawPairs(sheet, frame, y, holderPairs(order)) + 12
  section(words.insured)
  y = drawTable(sheet, frame, y, PEOPLE, people.map(personRow)) + 12
  section(words.cover)
  const plan = planOf(product, order.planCode)
  y = drawPairs(sheet, frame, y, [
    { label: '产品名称', value: product.productName },
    { label: '保障计划', value: plan?.planName ?? '' },
    {
      label: '保险期间',
      value: `${chineseDay(order.startDate)}零时起，至 ${chineseDay(order.endDate)}二十四时止（北京时间）`,
      wide: true,
    },
  ])
  y = drawTable(sheet, frame, y, COVER, plan?.cover.map(([what, sum]) => [what, sum]) ?? [])
  y = drawPairs(sheet, frame, y, [
    {
      label: '保险费合计',
      value: `人民币（大写）${capitalAmount(premium)}　（小写）¥${yuan(premium)}`,
      wide: true,
    },
    { label: '受益人', value: '法定受益人' },
    { label: '被保险人数', value: `${people.length} 人` },
  ])
  if (kind === 'policy') {
    y += 12
    section('特别约定与明示告知')
    y += sheet.text(NOTES.join('\n'), LEFT, y, { size: 8, colour: MUTED, width: WIDTH })
  }
  if (y > BOTTOM - 110) y = frame.onPage()
  foot(sheet, order, product, y + 16)
  return sheet.end()
}

const NOTES = [
  '1. 收到本保险单后请即核对，如有错误或遗漏，请通知保险人办理批改。',
  '2. 保障开始之前可以申请退保，退保后保险责任终止。',
  '3. 发生保险事故后请于 48 小时内报案，并保存有关单证。',
  '4. 本文件由沙箱环境生成，为联调与演示用样张，不构成保险合同，不具有法律效力。',
]

function head(sheet: Sheet, { insurer }: Product, policyCode: string, kind: keyof typeof WORDS): number {
  const { title, english } = WORDS[kind]
  sheet.doc.image(logoPng(insurer), LEFT, 38, { width: 34 })
  sheet.text(insurer.fullName, LEFT + 44, 40, { size: 12, bold: true })
  sheet.text('客服热线 400-000-0000', LEFT + 44, 58, { size: 8, colour: MUTED })
  sheet.text(`保险单号 ${policyCode}`, LEFT, 48, { size: 9, width: WIDTH, align: 'right' })
  sheet.line(LEFT, 82, LEFT + WIDTH, 82, hex({ insurer }), 1.4)
  sheet.text(title, LEFT, 94, { size: 20, bold: true, width: WIDTH, align: 'center' })
  sheet.text(english, LEFT, 122, { size: 8, colour: MUTED, width: WIDTH, align: 'center' })
  return 146
}

function foot(sheet: Sheet, order: Order, { insurer }: Product, y: number): void {
  sheet.text(`签单日期　${chineseDay(order.createTime.slice(0, 10))}`, LEFT, y + 20)
  sheet.text(`保险人　${insurer.fullName}`, LEFT, y + 36)
  sheet.text('签单地点　中国（沙箱）', LEFT, y + 52)
  sheet.seal(insurer.fullName.replace(/[（）]/g, ''), '电子保单专用章', LEFT + WIDTH - 90, y + 46)
}

const hex = ({ insurer }: Pick<Product, 'insurer'>) =>
  `#${insurer.colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`

function chineseDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${month}月${date}日`
}

function holderPairs({ holder, enterprise }: Order) {
  if (enterprise)
    return [
      { label: '企业名称', value: enterprise.name, wide: true },
      { label: '证件类型', value: '统一社会信用代码证' },
      { label: '证件号码', value: enterprise.creditCode },
      { label: '联系电话', value: enterprise.mobile },
      { label: '电子邮箱', value: enterprise.email },
    ]
  return [
    { label: '姓名', value: holder?.name ?? '' },
    { label: '性别', value: genderLabel(holder?.gender ?? '') },
    { label: '证件类型', value: cardLabel(holder?.cardType ?? '') },
    { label: '证件号码', value: holder?.cardNo ?? '' },
    { label: '出生日期', value: holder?.birthday ?? '' },
    { label: '联系电话', value: holder?.mobile ?? '' },
  ]
}

const PEOPLE: readonly Column[] = [
  { title: '序号', share: 1, align: 'center' },
  { title: '姓名', share: 3 },
  { title: '性别', share: 1, align: 'center' },
  { title: '出生日期', share: 2.2 },
  { title: '证件类型', share: 2 },
  { title: '证件号码', share: 4 },
  { title: '与投保人关系', share: 2.2 },
]
const COVER: readonly Column[] = [
  { title: '保障项目', share: 3 },
  { title: '每人保险金额', share: 2, align: 'right' },
]

function personRow(person: Person, place: number): string[] {
  const { name, gender, birthday, cardType, cardNo, relation } = person
  return [
    String(place + 1),
    name,
    genderLabel(gender),
    birthday,
    cardLabel(cardType),
    cardNo,
    relationLabel(relation),
  ]
}
