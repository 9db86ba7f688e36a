import type { Stage } from './stage.ts'

/** Presses the button of that name. */
export const press = ({ page }: Stage, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
export const visit = ({ page, portal }: Stage, path: string) => page.goto(portal.url + path)
/** The portal never answers, or answers a fault, below that path. */
export const never = (path: string, page: string) => async (stage: Stage) => {
  await stage.page.route(`**${path}`, () => {})
  await visit(stage, page)
  await stage.page.waitForTimeout(300)
}
export const broken = (path: string, page: string) => async (stage: Stage) => {
  await stage.page.route(`**${path}`, (route) => route.abort())
  await visit(stage, page)
}

/** A purchase link, as staff create it. */
export const link = async ({ staff }: Stage) =>
  staff.ask<{ id: string; url: string }>('POST', '/api/links', {
    memberId: await staff.prepare(),
    productCode: '200207',
    uses: 20,
    days: 30,
  })
