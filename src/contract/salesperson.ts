import * as z from 'zod/mini'

/** 销售人员 as shown: full name and 执业证编号. Null: not entered, or no member of staff made it. */
export const ShownSalesPerson = z.nullable(z.object({ name: z.string(), practiceNo: z.string() }))
export type SalesPerson = NonNullable<z.infer<typeof ShownSalesPerson>>
