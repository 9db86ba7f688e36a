import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { prefetch } from '../../api/prefetch.ts'
import { problemText } from '../../api/problem-text.ts'
import { productsQuery } from '../../api/shared-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { lowestPrice, type ProductRules } from '../../contract/products.ts'
import * as paths from '../../contract/paths.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { AddProductDialog } from './add-product-dialog.tsx'
import { messages } from './messages.ts'
import { GAPS } from './product-gaps.tsx'
import { ProductLogo } from './product-logo.tsx'

export const { loader, shouldRevalidate } = prefetch(() => [productsQuery])

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const isAdmin = useSession()?.user.role === 'admin'
  const products = useQuery(productsQuery)
  const items = products.data?.items ?? []
  const [adding, setAdding] = useState(false)
  const add = isAdmin && (
    <Button look="primary" onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  )
  const summary = ({ earliestStartDays, minDays, maxDays, minAge, maxAge }: ProductRules) =>
    [
      t.days(minDays, maxDays),
      ...(minAge !== null || maxAge !== null ? [t.ages(minAge, maxAge)] : []),
      ...(earliestStartDays > 0 ? [t.nextDay] : []),
    ].join(t.separator)
  return (
    <>
      <PageHeader
        title={t.title}
        detail={items.length > 0 && t.count(items.length)}
        actions={items.length > 0 && add}
      />
      <AddProductDialog open={adding} onClose={() => setAdding(false)} />
      {products.isPending && <Skeleton label={t.loading} />}
      {products.error && (
        <div className="mb-4">
          <ProblemBanner
            {...problemText(products.error, language)}
            action={
              <Button onClick={() => void products.refetch()} busy={products.isFetching}>
                {t.retry}
              </Button>
            }
          />
        </div>
      )}
      {products.data && items.length === 0 && (
        <EmptyState action={add}>{isAdmin ? t.empty : t.emptyForStaff}</EmptyState>
      )}
      {items.length > 0 && (
        <DataTable
          label={t.title}
          rows={items}
          rowKey={(product) => product.productCode}
          to={(product) => paths.to(paths.product, { productCode: product.productCode })}
          columns={[
            {
              name: t.product,
              cell: (product) => (
                <span className="flex items-center gap-2.5">
                  <ProductLogo path={product.insurerLogo} />
                  <span>
                    {product.productName}
                    <span className="tabular block text-small font-normal text-muted @min-[560px]:hidden">
                      {product.productCode}
                    </span>
                  </span>
                </span>
              ),
            },
            {
              name: t.productCode,
              wide: true,
              cell: (product) => <span className="tabular">{product.productCode}</span>,
            },
            {
              name: t.plans,
              wide: 'very',
              cell: (product) => t.planNames(product.plans.map((plan) => plan.planName)),
            },
            {
              name: t.rules,
              wide: 'very',
              cell: ({ rules }) => summary(rules),
            },
            {
              name: t.saleState,
              cell: ({ gaps, onSale }) => (
                <>
                  <StatusDot tone={gaps.length === 0 ? 'good' : onSale ? 'warn' : 'bad'}>
                    {gaps.length === 0 ? t.onSaleWord : onSale ? t.incomplete : t.offSale}
                  </StatusDot>
                  {gaps.length > 0 && (
                    <span className="block text-small text-muted">
                      {t.lacks(gaps.map((gap) => t[GAPS[gap].lack]))}
                    </span>
                  )}
                </>
              ),
            },
            {
              name: t.from,
              align: 'right',
              cell: ({ plans }) => <Amount fen={lowestPrice(plans)} />,
            },
          ]}
        />
      )}
    </>
  )
}
