import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { useSession } from '../../api/use-session.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Product, ProductList } from '../../contract/products.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { Amount } from '../../ui/amount.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DataTable } from '../../ui/table.tsx'
import { messages } from './messages.ts'
import { ProductLogo } from './product-logo.tsx'

export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const isAdmin = useSession()?.user.role === 'admin'
  const products = useQuery({ queryKey: ['products'], queryFn: () => request(ProductList, '/api/products') })
  const items = products.data?.items ?? []
  return (
    <>
      <PageHeader title={t.title} detail={t.about} />
      {isAdmin && <AddProduct />}
      {products.isPending && <Skeleton label={t.loading} />}
      {products.error && (
        <ProblemBanner
          {...problemText(products.error, language)}
          action={<Button onClick={() => void products.refetch()}>{t.retry}</Button>}
        />
      )}
      {products.data && items.length === 0 && <EmptyState>{isAdmin ? t.empty : t.emptyForStaff}</EmptyState>}
      {items.length > 0 && (
        <DataTable
          label={t.title}
          rows={items}
          rowKey={(product) => product.productCode}
          to={(product) => `/products/${encodeURIComponent(product.productCode)}`}
          columns={[
            {
              name: t.product,
              cell: (product) => (
                <span className="inline-flex items-center gap-2.5">
                  <ProductLogo path={product.insurerLogo} />
                  {product.productName}
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
              wide: true,
              cell: (product) => product.plans.map((plan) => plan.planName).join('、'),
            },
            {
              name: t.rules,
              wide: true,
              cell: ({ rules }) => t.days(rules.minDays, rules.maxDays),
            },
            {
              name: t.readAt,
              wide: true,
              cell: (product) => <span className="tabular">{shanghaiTime(product.readAt)}</span>,
            },
            {
              name: t.from,
              align: 'right',
              cell: ({ plans }) => (
                <Amount fen={plans.length > 0 ? Math.min(...plans.map((plan) => plan.minPrice)) : null} />
              ),
            },
          ]}
        />
      )}
    </>
  )
}

function AddProduct() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: (wanted: string) =>
      request(Product, `/api/products/${encodeURIComponent(wanted)}`, { method: 'PUT', body: {} }),
    onSuccess: (_product, wanted) => {
      // Whoever types on already keeps what is typed.
      setCode((now) => (now.trim() === wanted ? '' : now))
      setTried(false)
      void client.invalidateQueries({ queryKey: ['products'] })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (code.trim()) add.mutate(code.trim())
  }
  const refused = add.error ? problemOf(add.error) : null
  const words = add.error ? problemText(add.error, language) : null
  const error =
    tried && !code.trim()
      ? fieldWords('required', language)
      : refused?.code === '3000'
        ? `${words?.title ?? ''}（3000）`
        : undefined
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-xl">
      <div className="flex items-start gap-2">
        <TextField
          className="flex-1"
          label={t.productCode}
          hint={error ? undefined : t.codeHint}
          value={code}
          maxLength={32}
          onChange={(event) => {
            setCode(event.target.value)
            add.reset()
          }}
          error={error}
        />
        <Button type="submit" look="primary" busy={add.isPending} className="mt-6.5 h-9">
          {t.add}
        </Button>
      </div>
      {words && refused?.code !== '3000' && (
        <div className="mt-3">
          <ProblemBanner
            {...words}
            action={
              refused?.code === 'member-required' && (
                <ButtonLink to="/members/new">{t.registerFirst}</ButtonLink>
              )
            }
          />
        </div>
      )}
    </form>
  )
}
