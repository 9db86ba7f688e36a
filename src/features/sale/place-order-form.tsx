import {
  type FocusEvent,
  type FormEvent,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useNavigate } from 'react-router'
import { problemOf } from '../../api/problem-text.ts'
import { shanghaiDay } from '../../contract/days.ts'
import type { Member } from '../../contract/members.ts'
import { fieldWords } from '../../contract/problems.ts'
import type { Product } from '../../contract/products.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { messages } from './messages.ts'
import { PeopleSections, type RowsHandle } from './people-sections.tsx'
import { fieldOf } from './person-fields.tsx'
import { PlacedPanel } from './placed-panel.tsx'
import { MemberSection, PeriodSection, ProductSection } from './product-sections.tsx'
import { faultsOf, type SaleForm, titleOf } from './sale-form.ts'
import { SaleSummary } from './sale-summary.tsx'
import { useAutosave } from './use-draft.ts'
import { useHandOver, usePlaceOrder } from './use-place-order.ts'

type Props = {
  draftId: string
  initial: SaleForm
  members: readonly Member[]
  products: readonly Product[]
  mayUseCredit: boolean
}

/** A row that was out of sight is drawn by then. */
const DRAWN_MS = 120

/** The whole sale on one page: sections unfold as they can be answered, the summary tells what is missing. */
export function PlaceOrderForm({ draftId, initial, members, products, mayUseCredit }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [form, setForm] = useState(initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const saving = useAutosave(draftId, form)
  const place = usePlaceOrder(draftId)
  const handOver = useHandOver()

  const product = products.find(({ productCode }) => productCode === form.productCode)
  const today = shanghaiDay(Date.now())
  // Hundreds of people take a moment to check: typing does not wait for it.
  const checked = useDeferredValue(form)
  const faults = useMemo(() => faultsOf(checked, product, today), [checked, product, today])
  const rows = useRef<RowsHandle>(null)

  const change = useCallback(
    (next: Partial<SaleForm> | ((before: SaleForm) => SaleForm)) => {
      setForm((before) => {
        const after = typeof next === 'function' ? next(before) : { ...before, ...next }
        return {
          ...after,
          title: titleOf(
            after,
            products.find(({ productCode }) => productCode === after.productCode),
          ),
        }
      })
      setRefused((before) => (before.size > 0 ? new Map() : before))
    },
    [products],
  )

  /** A fault shows once its field was left, or the person tried to submit; one with content shows at once if final. */
  const visible = (path: string): string | undefined =>
    refused.get(path) ?? (tried || touched.has(path) ? faults.get(path) : undefined)
  const words = useCallback((code: string, field: string) => fieldWords(code, language, field), [language])
  const error = (path: string): string | undefined => {
    const code = visible(path)
    return code && words(code, path)
  }

  function leave(event: FocusEvent) {
    const path = fieldOf(event)
    if (path && !touched.has(path)) setTouched(new Set(touched).add(path))
  }

  function focusOn(path: string, again = true) {
    const field = document.querySelector<HTMLElement>(`[data-field="${path}"]`)
    const place = /^insured\.(\d+)/.exec(path)?.[1]
    if (!field && place && again) {
      rows.current?.show(Number(place))
      setTimeout(() => focusOn(path, false), DRAWN_MS)
    }
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const first = faultsOf(form, product, today).keys().next().value
    if (first !== undefined) return focusOn(first)
    await saving.flush()
    place.mutate(form, {
      onSuccess: ({ status, data }) => {
        if (status === 202) void navigate(`/orders/${data.id}`)
      },
      onError: (failure) => {
        const { status, code, fields } = problemOf(failure)
        setRefused(new Map(fields?.map((one) => [one.field, one.code])))
        // The platform said no: that order is over, what comes next is another one.
        if (status === 422 && /^\d{4}$/.test(code)) change({ attempt: form.attempt + 1 })
      },
    })
  }

  if (place.data?.status === 201) return <PlacedPanel order={place.data.data} />
  const shared = { form, product, error, onChange: change }
  return (
    <>
      <PageHeader title={t.newSale} back={{ to: '/sell', label: t.title }} />
      <form
        noValidate
        onSubmit={(event) => void submit(event)}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
        }}
        className="grid gap-x-10 pb-24 lg:grid-cols-[minmax(0,1fr)_272px] lg:pb-0"
      >
        <div className="min-w-0">
          <MemberSection {...shared} members={members} />
          {form.memberId && <ProductSection {...shared} products={products} />}
          {product && form.planCode && (
            <>
              <PeriodSection {...shared} today={today} />
              <PeopleSections
                {...shared}
                visible={visible}
                words={words}
                mayUseCredit={mayUseCredit}
                rows={rows}
              />
            </>
          )}
        </div>
        <SaleSummary
          form={form}
          product={product}
          faults={faults}
          saving={saving.state}
          placing={place.isPending}
          failure={place.error ?? handOver.error}
          handingOver={handOver.isPending}
          onHandOver={() =>
            handOver.mutate(form, { onSuccess: (link) => void navigate(`/links/${link.id}`) })
          }
          onFocus={(path) => {
            setTried(true)
            focusOn(path)
          }}
          onAsNew={() => {
            change({ attempt: form.attempt + 1 })
            place.reset()
          }}
        />
      </form>
    </>
  )
}
