import { AddDocument } from '#contract/add-document.ts'
import { Cover } from '#contract/cover.ts'
import { Disclosure } from '#contract/disclosure.ts'
import { RegisterMember, SaveMemberNote } from '#contract/members.ts'
import { ProductRules, ProductSale } from '#contract/products.ts'
import { at, field, fill, press, type FormCase } from './stage.ts'

/** Forms of members, products and what they disclose. */
export const CATALOGUE_FORMS: readonly FormCase[] = [
  {
    name: 'register-member',
    schema: RegisterMember,
    async open(stage) {
      const page = await at(stage, '/members/new')
      await fill(page, { company: '苏州湖畔旅行社有限公司', mobile: '13800138000', address: '星湖街 328 号' })
      await field(page, 'province').selectOption('江苏省')
      await field(page, 'city').selectOption('苏州市')
      return page
    },
  },
  {
    name: 'member-note',
    schema: SaveMemberNote,
    open: async (stage) => at(stage, `/members/${await stage.staff.prepare()}`),
  },
  {
    name: 'add-product',
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/products')
      await press(page, /^(添加产品|Add product)$/)
      await fill(page, { productCode: '200207' })
      return page
    },
  },
  {
    name: 'document',
    schema: AddDocument,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/products/200207')
      await press(page, /添加文件|Add document/)
      await page
        .getByText(/^(正文|Text)$/)
        .first()
        .click()
      await fill(page, { title: '条款', version: '1', content: '内容' })
      return page
    },
  },
  {
    name: 'cover',
    schema: Cover,
    prefix: 'cover.',
    // Lists of sums are keyed by plan; the sentence about too many lines is the form's own.
    without: /^lines$|sums/,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/products/200207')
      await fill(page, {
        'lines.0.name.zh': '意外身故、伤残',
        'lines.0.name.en': 'Accidental death or disability',
        'exclusions.zh': '战争',
        'exclusions.en': 'War',
      })
      return page
    },
  },
  {
    name: 'rules',
    schema: ProductRules,
    prefix: 'rules.',
    ownWords: /./,
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'sale-words',
    schema: ProductSale,
    prefix: 'sale.',
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'public-entry',
    async open(stage) {
      await stage.staff.prepare()
      return at(stage, '/products/200207')
    },
  },
  {
    name: 'disclosure',
    schema: Disclosure,
    open: (stage) => at(stage, '/admin/disclosure'),
  },
]
