import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { prefetch } from '../../api/prefetch.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { useSession } from '../../api/use-session.ts'
import * as paths from '../../contract/paths.ts'
import { problemWords } from '../../contract/problems.ts'
import { isNameTooLong, type Plan } from '../../contract/products.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { MARKS } from '../../lib/marks.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { RefreshIcon } from '../../ui/staff-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { CoverForm } from './cover-form.tsx'
import { DocumentList } from './document-list.tsx'
import { messages } from './messages.ts'
import { documentsQuery, productQuery, usePutProduct, useReadPlan } from './queries.ts'
import { ProductLogo } from './product-logo.tsx'
import { ProductGaps } from './product-gaps.tsx'
import { PublicEntry } from './public-entry.tsx'
import { RulesForm } from './rules-form.tsx'
import { SaleWordsForm } from './sale-words-form.tsx'

export const { loader, shouldRevalidate } = prefetch(({ params: { productCode = '' } }) => [
  productQuery(productCode),
  documentsQuery(productCode),
])

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { productCode = '' } = useParams()
  const isAdmin = useSession()?.user.role === 'admin'
  const product = useQuery(productQuery(productCode))
  const refresh = usePutProduct(productCode, () => ({}))
  const refreshPlan = useReadPlan(productCode)
  const failed = refresh.error ?? refreshPlan.error

  const back = { to: paths.products, label: t.title }
  if (product.isPending) return <Skeleton label={t.loading} />
  if (!product.data)
    return (
      <>
        <PageHeader title={productCode} back={back} />
        <ProblemBanner
          {...problemText(product.error, language)}
          action={
            problemOf(product.error).code !== 'not-found' && (
              <Button onClick={() => void product.refetch()} busy={product.isFetching}>
                {t.retry}
              </Button>
            )
          }
        />
      </>
    )
  const { productName, insurerLogo, plans, readAt } = product.data
  return (
    <>
      <PageHeader
        title={productName}
        back={back}
        detail={
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
            <ProductLogo path={insurerLogo} />
            <span className="tabular">{productCode}</span>
            <span>
              {t.readAt} <span className="tabular">{shanghaiTime(readAt)}</span>
            </span>
          </span>
        }
        actions={
          isAdmin && (
            <Button onClick={() => refresh.mutate()} busy={refresh.isPending}>
              <RefreshIcon />
              {t.refresh}
            </Button>
          )
        }
      />
      <div className="mb-4 flex flex-col gap-3">
        {isNameTooLong(productName) && (
          <Banner tone="warn" title={problemWords('product-name-too-long', language)} />
        )}
        <ProductGaps product={product.data} />
        {failed && <ProblemBanner {...problemText(failed, language)} />}
      </div>
      <Section title={t.plans} settings>
        {plans.length === 0 ? (
          <p className="text-muted">{t.noPlans}</p>
        ) : (
          <DataTable
            label={t.plans}
            rows={plans}
            rowKey={(plan) => plan.planCode}
            columns={[
              {
                name: t.planName,
                cell: (plan) => (
                  <>
                    {plan.planName}
                    <span className="tabular block text-small text-muted @min-[560px]:hidden">
                      {plan.planCode}
                    </span>
                  </>
                ),
              },
              {
                name: t.planCode,
                wide: true,
                cell: (plan) => <span className="tabular">{plan.planCode}</span>,
              },
              { name: t.minPrice, align: 'right', cell: (plan) => <Amount fen={plan.minPrice} /> },
              ...(isAdmin
                ? [
                    {
                      name: t.actions,
                      align: 'right' as const,
                      cell: ({ planCode, planName }: Plan) => (
                        <Button
                          look="quiet"
                          busy={refreshPlan.isPending && refreshPlan.variables === planCode}
                          onClick={() => refreshPlan.mutate(planCode)}
                        >
                          {t.refreshPlan}
                          <span className="sr-only"> {planName}</span>
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      <Section title={t.rulesTitle} id="rules" settings>
        {product.data.refusedPeriods.length > 0 && (
          <div className="mb-4 max-w-2xl">
            <Banner tone="info" title={t.refusedPeriods}>
              <ul>
                {product.data.refusedPeriods.map(({ days, message }) => (
                  <li key={days}>
                    <span className="tabular">{t.days(days, days)}</span>
                    {MARKS[language].colon}
                    {message}
                  </li>
                ))}
              </ul>
            </Banner>
          </div>
        )}
        <RulesForm product={product.data} mayEdit={isAdmin} />
      </Section>
      <Section title={t.saleTitle} id="sale-words" settings>
        <SaleWordsForm product={product.data} mayEdit={isAdmin} />
      </Section>
      <Section title={t.coverTitle} settings>
        <CoverForm product={product.data} mayEdit={isAdmin} />
      </Section>
      <Section title={t.documentsTitle} id="documents" settings>
        <DocumentList product={product.data} mayEdit={isAdmin} />
      </Section>
      {isAdmin && (
        <Section title={t.publicTitle} settings>
          <PublicEntry productCode={productCode} />
        </Section>
      )}
    </>
  )
}
