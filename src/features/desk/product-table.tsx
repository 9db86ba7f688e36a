import { useState } from 'react'
import { COUNTED, type Desk } from '../../contract/desk.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { ordersOf } from './period.ts'
import { shareWords } from './words.ts'

const FIRST = 8

/** Premium per product. Rows link to issued orders. */
export function ProductTable({ desk }: { desk: Desk }) {
  const t = useText(messages)
  const [all, setAll] = useState(false)
  const rows = all ? desk.products : desk.products.slice(0, FIRST)
  const { premium } = desk.figures
  return (
    <section aria-label={t.byProduct} className="border-t border-line py-5">
      <h3 className="mb-3 font-semibold">{t.byProduct}</h3>
      <DataTable
        label={t.byProduct}
        rows={rows}
        rowKey={({ productCode }) => productCode}
        to={({ productCode }) => ordersOf(desk, { statuses: COUNTED.issued, productCode })}
        columns={[
          { name: t.product, cell: ({ productName }) => productName },
          {
            name: t.ordered,
            align: 'right',
            wide: true,
            cell: ({ ordered }) => <span className="tabular">{ordered.toLocaleString('en')}</span>,
          },
          {
            name: t.issuedCount,
            align: 'right',
            cell: ({ issued }) => <span className="tabular">{issued.toLocaleString('en')}</span>,
          },
          {
            name: t.returned,
            align: 'right',
            wide: true,
            cell: ({ returnedAmount }) => <Amount fen={returnedAmount} />,
          },
          {
            name: t.share,
            align: 'right',
            wide: true,
            cell: (product) => (
              <span className="inline-flex items-center gap-2">
                <span className="h-2 w-20 rounded bg-line" aria-hidden="true">
                  <span
                    className="block h-full rounded bg-accent"
                    style={{ width: `${premium === 0 ? 0 : (product.premium / premium) * 100}%` }}
                  />
                </span>
                <span className="tabular w-10">{shareWords(product.premium, premium)}</span>
              </span>
            ),
          },
          { name: t.premium, align: 'right', cell: (product) => <Amount fen={product.premium} /> },
        ]}
      />
      {rows.length < desk.products.length && (
        <div className="mt-3">
          <Button onClick={() => setAll(true)}>{t.moreProducts(desk.products.length - rows.length)}</Button>
        </div>
      )}
    </section>
  )
}
