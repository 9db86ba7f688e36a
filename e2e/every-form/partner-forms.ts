import { InspectToken, SavePartner } from '#contract/partners.ts'
import { expect } from '../fixtures.ts'
import { at, field, fill, press, type FormCase, type Stage } from './stage.ts'

async function partner({ staff }: Stage): Promise<string> {
  const body = {
    name: '湖畔旅行',
    origins: ['https://www.lake.example'],
    memberId: await staff.prepare(),
    products: ['200207'],
    licensed: true,
    theme: { accent: null, radius: null },
    returnUrl: '',
    webhookUrl: '',
  }
  return (await staff.ask<{ id: string }>('POST', '/api/partners', body)).id
}

/** Forms of partners and the playground. */
export const PARTNER_FORMS: readonly FormCase[] = [
  {
    name: 'partner',
    schema: SavePartner,
    async open(stage) {
      await stage.staff.prepare()
      const page = await at(stage, '/admin/partners/new')
      await fill(page, { name: '湖畔旅行', origins: 'https://www.lake.example' })
      await field(page, 'memberId').selectOption({ index: 1 })
      await field(page, 'products').check()
      return page
    },
  },
  {
    name: 'inspector',
    schema: InspectToken,
    async open(stage) {
      const page = await at(stage, `/admin/playground?partner=${await partner(stage)}`)
      await fill(page, { token: 'e30.e30.signature' })
      return page
    },
  },
  {
    name: 'confirm-partner',
    async open(stage) {
      const page = await at(stage, `/admin/partners/${await partner(stage)}`)
      await press(page, /^(停用|Disable)/)
      return page
    },
  },
  {
    name: 'playground',
    async open(stage) {
      const id = await partner(stage)
      const page = await at(stage, `/admin/playground?partner=${id}`)
      await press(page, /加入来源|允许|Add/)
      await expect(page.locator('form[name=playground] button[type=submit]')).toBeVisible()
      return page
    },
  },
]
