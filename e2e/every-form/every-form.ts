import { CATALOGUE_FORMS } from './catalogue-forms.ts'
import { CUSTOMER_FORMS } from './customer-forms.ts'
import { FACTOR_FORMS } from './factor-forms.ts'
import { ORDER_FORMS } from './order-forms.ts'
import { PARTNER_FORMS } from './partner-forms.ts'
import { STAFF_FORMS } from './staff-forms.ts'
import type { FormCase } from './stage.ts'

/** Every form of the browser, and how to reach its button. */
export const FORMS: readonly FormCase[] = [
  ...STAFF_FORMS,
  ...FACTOR_FORMS,
  ...CATALOGUE_FORMS,
  ...ORDER_FORMS,
  ...PARTNER_FORMS,
  ...CUSTOMER_FORMS,
]

/** Forms that send nothing: their own journeys test their faults. */
export const SEND_NOTHING = new Set(['own-days', 'person'])
