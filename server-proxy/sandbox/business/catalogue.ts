import { daysCovered } from '#contract/days.ts'
import { MAGIC_PRODUCTS } from './magic-products.ts'
import type { Scenario } from './scenario.ts'

/** Prices in fen for one person: `first` for the first day, `more` for each further day. */
export type Plan = {
  planCode: string
  planName: string
  first: number
  more: number
  /** Each risk that is covered, with its maximum sum. */
  cover: readonly (readonly [what: string, sum: string])[]
}

export type Insurer = {
  name: string
  fullName: string
  creditCode: string
  /** Of the logo: RGB and the shape within the disc. */
  colour: readonly [number, number, number]
  mark: 'bar' | 'ring' | 'wave' | 'dot'
}

export type Product = {
  productCode: string
  productName: string
  insurer: Insurer
  summary: string
  maxDays: number
  /** isInvoice of §7.11. */
  isInvoice: 0 | 1 | 2 | 3
  /** One policy for all insured people. */
  isGroup: boolean
  plans: readonly Plan[]
  scenario?: Partial<Scenario>
}

const TIANAN: Insurer = {
  name: '天安财险',
  fullName: '天安财产保险（样张）股份有限公司',
  creditCode: '91310000SANDBOX01X',
  colour: [206, 45, 52],
  mark: 'bar',
}
const ZHONGAN: Insurer = {
  name: '众安保险',
  fullName: '众安在线财产保险（样张）股份有限公司',
  creditCode: '91310000SANDBOX02X',
  colour: [18, 150, 120],
  mark: 'ring',
}
const YUANSHAN: Insurer = {
  name: '远山财产保险',
  fullName: '远山财产保险（样张）股份有限公司',
  creditCode: '91330000SANDBOX03X',
  colour: [30, 92, 168],
  mark: 'wave',
}
const QINGHE: Insurer = {
  name: '青禾人寿',
  fullName: '青禾人寿保险（样张）股份有限公司',
  creditCode: '91320000SANDBOX04X',
  colour: [104, 150, 40],
  mark: 'dot',
}
const TONGZHOU: Insurer = {
  name: '同舟财产保险',
  fullName: '同舟财产保险（样张）股份有限公司',
  creditCode: '91320500SANDBOX05X',
  colour: [120, 72, 150],
  mark: 'wave',
}

const ORDINARY: readonly Product[] = [
  {
    productCode: '200207',
    productName: '天安 “旅途无忧” 一日游',
    insurer: TIANAN,
    summary: '境内短途出行，含意外与意外医疗',
    maxDays: 30,
    isInvoice: 3,
    isGroup: false,
    plans: [
      {
        planCode: '30543',
        planName: '计划一',
        first: 100,
        more: 80,
        cover: [
          ['意外身故、伤残', '10 万元'],
          ['意外医疗', '1 万元'],
        ],
      },
      {
        planCode: '30544',
        planName: '计划二',
        first: 300,
        more: 200,
        cover: [
          ['意外身故、伤残', '30 万元'],
          ['意外医疗', '3 万元'],
          ['意外住院津贴', '50 元/天'],
        ],
      },
    ],
  },
  {
    productCode: '200208',
    productName: '远山境内自由行',
    insurer: YUANSHAN,
    summary: '境内多日旅行，含高风险运动与行程延误',
    maxDays: 90,
    isInvoice: 3,
    isGroup: false,
    plans: [
      {
        planCode: '20801',
        planName: '经济款',
        first: 600,
        more: 250,
        cover: [
          ['意外身故、伤残', '30 万元'],
          ['意外医疗', '3 万元'],
          ['突发急性病身故', '5 万元'],
        ],
      },
      {
        planCode: '20802',
        planName: '全面款',
        first: 1500,
        more: 550,
        cover: [
          ['意外身故、伤残', '80 万元'],
          ['意外医疗', '8 万元'],
          ['突发急性病身故', '20 万元'],
          ['行程延误', '600 元'],
        ],
      },
    ],
  },
  {
    productCode: '200311',
    productName: '众安畅享邮轮意外险',
    insurer: ZHONGAN,
    summary: '邮轮旅行，含海上救援与邮轮延误',
    maxDays: 60,
    isInvoice: 1,
    isGroup: false,
    plans: [
      {
        planCode: '31101',
        planName: '标准款',
        first: 1800,
        more: 300,
        cover: [
          ['意外身故、伤残', '20 万元'],
          ['邮轮延误', '500 元'],
        ],
      },
      {
        planCode: '31102',
        planName: '尊享款',
        first: 3600,
        more: 500,
        cover: [
          ['意外身故、伤残', '50 万元'],
          ['邮轮延误', '1,000 元'],
          ['医疗运送', '50 万元'],
        ],
      },
    ],
  },
  {
    productCode: '200415',
    productName: '远山境外旅行保障（申根适用）',
    insurer: YUANSHAN,
    summary: '符合申根签证的医疗与救援额度，出具双语保险凭证',
    maxDays: 180,
    isInvoice: 3,
    isGroup: false,
    plans: [
      {
        planCode: '41501',
        planName: '申根基础',
        first: 6800,
        more: 900,
        cover: [
          ['医疗费用', '30 万元'],
          ['紧急救援', '100 万元'],
        ],
      },
      {
        planCode: '41502',
        planName: '申根全面',
        first: 12800,
        more: 1500,
        cover: [
          ['医疗费用', '60 万元'],
          ['紧急救援', '200 万元'],
          ['行李延误', '2,000 元'],
        ],
      },
    ],
  },
  {
    productCode: '200520',
    productName: '青禾研学旅行平安险',
    insurer: QINGHE,
    summary: '学生研学与夏令营，含食物中毒',
    maxDays: 60,
    isInvoice: 2,
    isGroup: false,
    plans: [
      {
        planCode: '52001',
        planName: '研学计划',
        first: 500,
        more: 150,
        cover: [
          ['意外身故、伤残', '20 万元'],
          ['意外医疗', '2 万元'],
          ['食物中毒', '1 万元'],
        ],
      },
    ],
  },
  {
    productCode: '200618',
    productName: '同舟团队出游综合险',
    insurer: TONGZHOU,
    summary: '旅行社团队，全团一张保单',
    maxDays: 60,
    isInvoice: 2,
    isGroup: true,
    plans: [
      {
        planCode: '61801',
        planName: '团队计划',
        first: 200,
        more: 100,
        cover: [
          ['意外身故、伤残', '15 万元'],
          ['意外医疗', '1.5 万元'],
        ],
      },
    ],
  },
  {
    productCode: '200733',
    productName: '周边游轻享险',
    insurer: YUANSHAN,
    summary: '当日周边游，不提供电子发票',
    maxDays: 7,
    isInvoice: 0,
    isGroup: false,
    plans: [
      {
        planCode: '73301',
        planName: '轻享',
        first: 50,
        more: 50,
        cover: [['意外医疗', '5,000 元']],
      },
    ],
  },
]

/** The platform's products; insurers and products are invented or named in the interface document. */
export const PRODUCTS: readonly Product[] = [
  ...ORDINARY,
  ...MAGIC_PRODUCTS.map(
    ({ productCode, what, scenario, isGroup = false }): Product => ({
      productCode,
      productName: `演练：${what}`,
      insurer: TONGZHOU,
      summary: '用于联调的演练产品，价格与普通产品一样计算',
      maxDays: 90,
      isInvoice: 3,
      isGroup,
      plans: [
        {
          planCode: `${productCode}01`,
          planName: '演练计划',
          first: 100,
          more: 100,
          cover: [['意外医疗', '1,000 元']],
        },
      ],
      scenario,
    }),
  ),
]

const BY_CODE = new Map(PRODUCTS.map((product) => [product.productCode, product]))

export const findProduct = (productCode: string): Product | null => BY_CODE.get(productCode) ?? null

/** The product of an existing order, whose code was checked when it was created. */
export function productOf({ productCode }: { productCode: string }): Product {
  const product = findProduct(productCode)
  if (!product) throw new Error(`product ${productCode} is no longer in the catalogue`)
  return product
}

export const planOf = (product: Product, planCode: string): Plan | undefined =>
  product.plans.find((plan) => plan.planCode === planCode) ?? product.plans[0]

/** Fen for one person from `startDate` to `endDate`, both inclusive. */
export function priceOf(plan: Plan, startDate: string, endDate: string): number {
  return plan.first + plan.more * (daysCovered(startDate, endDate) - 1)
}
