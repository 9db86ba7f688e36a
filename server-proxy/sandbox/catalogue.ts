import { daysCovered } from '../../src/contract/days.ts'

/** Prices in fen for one person: `first` for the first day, `more` for each further day. */
export type SandboxPlan = { planCode: string; planName: string; first: number; more: number; cover: string[] }

export type SandboxProduct = {
  productCode: string
  productName: string
  insurer: string
  /** Colour and letter of the logo. */
  logo: [number, number, number]
  plans: SandboxPlan[]
  /** isInvoice of §7.11. */
  isInvoice: 0 | 1 | 2 | 3
  isGroup: boolean
}

const plan = (
  planCode: string,
  planName: string,
  first: number,
  more: number,
  ...cover: string[]
): SandboxPlan => ({
  planCode,
  planName,
  first,
  more,
  cover,
})

/** What this platform sells; insurers and products are invented or the document's own examples. */
export const PRODUCTS: readonly SandboxProduct[] = [
  {
    productCode: '200207',
    productName: '天安 “旅途无忧” 一日游',
    insurer: '天安财险',
    logo: [214, 64, 48],
    isInvoice: 3,
    isGroup: false,
    plans: [
      plan('30543', '计划一', 100, 80, '意外身故、伤残 10 万元', '意外医疗 1 万元'),
      plan('30544', '计划二', 300, 200, '意外身故、伤残 30 万元', '意外医疗 3 万元'),
    ],
  },
  {
    productCode: '200311',
    productName: '众安畅享邮轮意外险',
    insurer: '众安保险',
    logo: [22, 112, 180],
    isInvoice: 1,
    isGroup: false,
    plans: [
      plan('31101', '标准款', 1800, 300, '意外身故、伤残 20 万元', '邮轮延误 500 元'),
      plan('31102', '尊享款', 3600, 500, '意外身故、伤残 50 万元', '邮轮延误 1,000 元', '医疗运送 50 万元'),
    ],
  },
  {
    productCode: '200415',
    productName: '远山境外旅行保障（申根适用）',
    insurer: '远山财产保险',
    logo: [28, 128, 92],
    isInvoice: 3,
    isGroup: false,
    plans: [
      plan('41501', '申根基础', 6800, 900, '医疗费用 30 万元', '紧急救援 100 万元'),
      plan('41502', '申根全面', 12800, 1500, '医疗费用 60 万元', '紧急救援 200 万元', '行李延误 2,000 元'),
    ],
  },
  {
    productCode: '200520',
    productName: '青禾研学旅行平安险',
    insurer: '青禾人寿',
    logo: [98, 142, 40],
    isInvoice: 2,
    isGroup: false,
    plans: [plan('52001', '研学计划', 500, 150, '意外身故、伤残 20 万元', '食物中毒 1 万元')],
  },
  {
    productCode: '200618',
    productName: '同舟团队出游综合险',
    insurer: '同舟财产保险',
    logo: [120, 72, 150],
    isInvoice: 2,
    isGroup: true,
    plans: [plan('61801', '团队计划', 200, 100, '意外身故、伤残 15 万元', '团队整体一张保单')],
  },
  {
    productCode: '200733',
    productName: '周边游轻享险',
    insurer: '远山财产保险',
    logo: [28, 128, 92],
    isInvoice: 0,
    isGroup: false,
    plans: [plan('73301', '轻享', 50, 50, '意外医疗 5,000 元')],
  },
]

export function findProduct(productCode: string): SandboxProduct | null {
  return PRODUCTS.find((product) => product.productCode === productCode) ?? null
}

/** Fen for these people over this period. */
export function priceOf(plan: SandboxPlan, startDate: string, endDate: string, people: number): number {
  return (plan.first + plan.more * (daysCovered(startDate, endDate) - 1)) * people
}
