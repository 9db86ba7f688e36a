import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { problemOf } from '../../api/problem-text.ts'
import { useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import type { Member } from '../../contract/members.ts'
import * as paths from '../../contract/paths.ts'
import { fieldWords } from '../../contract/problems.ts'
import type { Product } from '../../contract/products.ts'
import type { Conflict } from '../../lib/merge-fields.ts'
import { enterMoves } from '../../ui/enter-moves.ts'
import { Form, type FormHandle, type Undrawn } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { usePeriodWords } from '../../people/period-field.tsx'
import { messages } from './messages.ts'
import { MergedDraft } from './merged-draft.tsx'
import { PeopleSections } from './people-sections.tsx'
import { PlacedPanel } from './placed-panel.tsx'
import { MemberSection, PeriodSection, ProductSection } from './product-sections.tsx'
import type { SaleParts } from './sale-parts.ts'
import { faultsOf, fieldOf, ordersNeeded, type SaleForm, titleOf, withField } from './sale-form.ts'
import { SaleSummary } from './sale-summary.tsx'
import { useAutosave } from './use-autosave.ts'
import { useDuplicates } from './use-duplicates.ts'
import { useHandOver, usePlaceBatch, usePlaceOrder } from './use-place-order.ts'

type Props = {
  draftId: string
  /** Of the draft on the server. */
  version: number
  initial: SaleForm
  members: readonly Member[]
  products: readonly Product[]
  mayUseCredit: boolean
} & SaleParts

/** The sale form on one page. Sections unfold in order; the summary lists what is missing. */
export function PlaceOrderForm({
  draftId,
  version,
  initial,
  members,
  products,
  mayUseCredit,
  ...parts
}: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const [form, setForm] = useState(initial)
  const [conflicts, setConflicts] = useState<Conflict[] | null>(null)
  const saving = useAutosave(draftId, form, version, (elsewhere) => {
    merges.current++
    setForm(elsewhere.merged)
    setConflicts(elsewhere.conflicts)
  })
  const place = usePlaceOrder(draftId)
  const split = usePlaceBatch(draftId)
  const handOver = useHandOver(draftId)
  const [doing, setDoing] = useState<'place' | 'hand-over' | null>(null)
  const merges = useRef(0)

  const product = products.find(({ productCode }) => productCode === form.productCode)
  const today = shanghaiDay(Date.now())
  // Deferred, because validating hundreds of people must not block typing.
  const later = useDeferredValue(form)
  // A press validates the current values, so that the focus goes to a current fault.
  const [pressed, setPressed] = useState<SaleForm | null>(null)
  const checked = pressed === form ? form : later
  const duplicates = useDuplicates(form)
  const unconfirmed = duplicates.length > 0 && !form.secondCover
  const faults = useMemo(() => {
    const found = faultsOf(checked, product, today)
    return unconfirmed ? new Map([...found, ['secondCover', 'second-cover']]) : found
  }, [checked, product, today, unconfirmed])
  const failure = place.error ?? split.error ?? handOver.error ?? (doing ? null : saving.refusal)
  const ownWords = usePeriodWords(form)
  const shown = useFaults({ language, found: faults, failure, placeOf: fieldOf, ownWords })
  const undrawn = useRef<Undrawn>(null)
  const handle = useRef<FormHandle>(null)

  const resetPlace = place.reset
  const resetHandOver = handOver.reset
  const resetSplit = split.reset
  const change = useCallback(
    (next: Partial<SaleForm> | ((before: SaleForm) => SaleForm)) => {
      resetPlace()
      resetHandOver()
      resetSplit()
      setForm((before) => {
        const after = typeof next === 'function' ? next(before) : { ...before, ...next }
        return {
          ...after,
          // The confirmation applies to these people and days only.
          secondCover: after.secondCover && isSameCover(before, after),
          title: titleOf(
            after,
            products.find(({ productCode }) => productCode === after.productCode),
          ),
        }
      })
    },
    [products, resetPlace, resetHandOver, resetSplit],
  )

  const words = useCallback((code: string, field: string) => fieldWords(code, language, field), [language])

  async function submit(): Promise<void> {
    if (doing) return
    setPressed(form)
    shown.press()
    if (unconfirmed || faultsOf(form, product, today).size > 0) return
    if (!(await ready('place'))) return
    if (ordersNeeded(form, product) > 1)
      return split.mutate(form, {
        onSettled: () => setDoing(null),
        onSuccess: ({ id }) => void navigate(paths.to(paths.batch, { batchId: id })),
      })
    place.mutate(form, {
      onSettled: () => setDoing(null),
      onSuccess: ({ status, data }) => {
        if (status === 202) void navigate(paths.to(paths.order, { id: data.id }))
      },
      onError: (refusal) => {
        const { status, code } = problemOf(refusal)
        // Rejected by the platform: the next attempt is a new order.
        if (status === 422 && /^\d{4}$/.test(code)) asNew()
      },
    })
  }
  /** Saves first. False when another window's changes came in, which the user has not seen. */
  async function ready(what: 'place' | 'hand-over'): Promise<boolean> {
    setDoing(what)
    const before = merges.current
    await saving.flush().catch(() => {})
    if (merges.current === before) return true
    setDoing(null)
    return false
  }
  async function handOverNow(): Promise<void> {
    if (doing || !(await ready('hand-over'))) return
    handOver.mutate(form, {
      onSettled: () => setDoing(null),
      onSuccess: (link) => void navigate(paths.to(paths.link, { id: link.id })),
    })
  }
  const asNew = () => setForm((before) => ({ ...before, attempt: before.attempt + 1 }))

  if (place.data?.status === 201)
    return <PlacedPanel order={place.data.data} form={form} product={product} {...parts} />
  const shared = { form, product, error: shown.error, onChange: change }
  return (
    <>
      <PageHeader title={t.newSale} back={{ to: paths.sales, label: t.title }} />
      <Form
        name="sale"
        faults={shown}
        onSubmit={() => void submit()}
        onKeyDown={enterMoves}
        undrawn={undrawn}
        ref={handle}
        onBlur={shown.onBlur}
        className="grid gap-x-10 pb-24 lg:grid-cols-[minmax(0,1fr)_272px] lg:pb-0"
      >
        <div className="min-w-0">
          {conflicts && (
            <MergedDraft
              conflicts={conflicts}
              onClose={() => setConflicts(null)}
              onUse={(conflict) => {
                change((before) => withField(before, conflict.path, conflict.there))
                setConflicts(conflicts.filter((one) => one !== conflict))
              }}
            />
          )}
          <MemberSection {...shared} members={members} />
          {form.memberId && <ProductSection {...shared} products={products} />}
          {product && form.planCode && (
            <>
              <PeriodSection {...shared} today={today} />
              <PeopleSections
                {...shared}
                codes={shown.codes}
                words={words}
                mayUseCredit={mayUseCredit}
                undrawn={undrawn}
              />
            </>
          )}
        </div>
        <SaleSummary
          form={form}
          product={product}
          faults={faults}
          saving={saving.state}
          doing={doing}
          duplicates={duplicates}
          error={shown.error}
          onSecondCover={(secondCover) => change({ secondCover })}
          failure={failure}
          onHandOver={() => void handOverNow()}
          onFocus={(path) => {
            shown.tell()
            handle.current?.focusOn(fieldOf(path))
          }}
          onAsNew={() => {
            asNew()
            place.reset()
          }}
        />
      </Form>
    </>
  )
}

const isSameCover = (before: SaleForm, after: SaleForm) =>
  before.insured === after.insured && before.startDate === after.startDate && before.endDate === after.endDate
