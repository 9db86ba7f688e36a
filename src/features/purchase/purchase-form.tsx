import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { say, useTrailPage } from '../../trail/trail.ts'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { shanghaiDay } from '../../contract/days.ts'
import type { Purchase } from '../../contract/purchases.ts'
import {
  daysOfPurchase,
  PURCHASE_STEPS,
  type PurchaseStep,
  stepOfField,
} from '../../contract/purchase-steps.ts'
import { Skeleton } from '../../ui/feedback.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { loadApi, loadRules, type Rules } from './load-later.ts'
import { BottomBar } from './bottom-bar.tsx'
import { expectedPrice, placeOfFault, SECOND_COVER, startDraft, withoutBlank } from './draft.ts'
import { pageOf, useFlowHistory } from './flow-history.ts'
import { messages } from './messages.ts'
import type { Paste } from './paste-screen.tsx'
import { ProductStep } from './product-step.tsx'
import type { PurchaseFlowProps } from './purchase-flow-props.ts'
import { SellerLine, SupportLine } from './seller-line.tsx'
import { screenOf, stepsOf } from './shown-steps.ts'
import { StepNotes } from './step-notes.tsx'
import type { StepProps } from './step-props.ts'
import { StepTop } from './step-top.tsx'
import { useAttempt } from './use-attempt.ts'
import { useSavedDraft } from './use-saved-draft.ts'
import { useScreenTop } from './use-screen-top.ts'

const loadLaterStep = () => import('./later-step.tsx')
const loadSubScreen = () => import('./sub-screen.tsx')
const LaterStep = lazy(loadLaterStep)
const SubScreen = lazy(loadSubScreen)
const PeriodPart = lazy(() => import('./period-part.tsx'))

type Props = PurchaseFlowProps & {
  purchase: Purchase
  /** Gets the values of the people on the page, for the recording to mask. */
  onPeople(values: readonly string[]): void
  onBegun(bearer: string, purchase: Purchase): Promise<void>
  onPurchase(purchase: Purchase): void
  onPlaced(purchase: Purchase): void
  /** The portal refused the bearer. */
  onGone(): void
}

/** The steps before the order. Input is saved continuously. Faults block the next step and show at their fields. */
export function PurchaseForm({
  bearer,
  purchase,
  onPeople,
  onBegun,
  onPurchase,
  onPlaced,
  onGone,
  onStep,
  partner,
}: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const today = shanghaiDay(Date.now())
  const [draft, setDraft] = useState(() => startDraft(purchase, today))
  const [consents, setConsents] = useState<ReadonlySet<string>>(new Set())
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const [covered, setCovered] = useState<ReadonlySet<number>>(new Set())
  const [paste, setPaste] = useState<Paste['paste']>(null)
  const [elsewhere, setElsewhere] = useState(false)

  const { screen, go, back } = useFlowHistory(purchase.step)
  const steps = stepsOf(purchase.product)
  const step = screenOf(steps, screen.step)
  const partOf = (path: string) => screenOf(steps, stepOfField(path))
  const [lastPerson, setLastPerson] = useState(screen.person)
  if (screen.person !== lastPerson) {
    setLastPerson(screen.person)
    // Removes an added insured left empty.
    if (screen.person === undefined) setDraft(withoutBlank)
  }
  const { product, begun } = purchase
  const [rules, setRules] = useState<Rules | null>(null)
  const faults = useMemo(
    () => rules?.purchaseFaults(draft, product.rules, product.plans, today) ?? NONE,
    [rules, draft, product, today],
  )
  const required = [
    ...(rules?.consentsOf(product.documents, draft, today) ?? []),
    ...(covered.size > 0 ? [SECOND_COVER] : []),
  ]
  const missing = required.filter((id) => !consents.has(id))
  const found = new Map([...faults, ...missing.map((id): [string, string] => [`consents.${id}`, 'consent'])])
  const goTo = async (to: PurchaseStep) => {
    if (to !== step) await go({ step: to })
  }
  const { busy, failure, attempt, forget } = useAttempt({
    onConflict: () => saved.reload(),
    onGone,
    onCovered: setCovered,
    onField: (path) => goTo(partOf(path)),
  })
  const shownFaults = useFaults({
    language,
    found,
    failure,
    partOf,
    placeOf: (path) => placeOfFault(draft, faults, path),
  })
  const saved = useSavedDraft(bearer, begun, { draft, step, language }, purchase.version, {
    onElsewhere(merged) {
      setDraft(merged)
      setElsewhere(true)
    },
    onPurchase,
    onGone,
  })

  useEffect(() => onStep?.(step), [step, onStep])
  useEffect(() => {
    // Preloads the next screens.
    void Promise.allSettled([loadRules().then(setRules), loadApi(), loadLaterStep(), loadSubScreen()])
  }, [])
  useEffect(() => {
    const people = [draft.holder, ...draft.insured]
    onPeople(
      people.flatMap(({ name, cardNo, birthday, mobile, email }) =>
        [name, cardNo, birthday, mobile, email].filter((value) => value !== ''),
      ),
    )
  }, [draft, onPeople])
  useTrailPage(
    pageOf(screen),
    screen.document,
    // Screens that show the documents.
    step === 'product' || step === 'notice' || step === 'review' ? product.documents : undefined,
  )
  const place = `${step} ${screen.person ?? ''} ${screen.document ?? ''} ${screen.pasting ?? ''}`
  const shown = useScreenTop(place, screen.document !== undefined)

  const change: StepProps['onChange'] = (next) => {
    setDraft(next)
    forget()
    setElsewhere(false)
    setCovered(new Set())
    setConsents((before) => new Set([...before].filter((id) => id !== SECOND_COVER)))
  }

  async function next(): Promise<void> {
    if (!shownFaults.press(step)) return
    await attempt(async () => {
      if (!begun) {
        const { beginPurchase } = await loadApi()
        const { token } = await beginPurchase(bearer, { language, ...(partner && { partner }) })
        saved.begunAs(token)
        await onBegun(token, { ...purchase, begun: true })
      }
      const later = steps.slice(steps.indexOf(step) + 1)
      await go({
        step: later.find((one) => [...found.keys()].some((path) => partOf(path) === one)) ?? 'review',
      })
    })
  }

  async function pay(): Promise<void> {
    if (!shownFaults.press(...PURCHASE_STEPS)) {
      const [first = ''] = found.keys()
      return goTo(partOf(first))
    }
    await attempt(async () => {
      const { placePurchase } = await loadApi()
      const version = await saved.flush()
      const placed = await placePurchase(bearer, {
        version,
        consents: [...consents],
        confirmed: consents.has(SECOND_COVER),
        shown: { plans: product.plans, price: expectedPrice(draft, product) },
      })
      onPlaced(placed)
    })
  }

  const consent = (id: string, given: boolean) =>
    setConsents((now) => new Set(given ? [...now, id] : [...now].filter((one) => one !== id)))

  async function openDocument(document: string, replace = false): Promise<void> {
    setRead(new Set(read).add(document))
    await go({ step, document }, replace)
  }

  function submit(): void {
    if (!rules) {
      again.current = true
      return void attempt(async () => setRules(await loadRules()))
    }
    say({ kind: 'press', press: step === 'review' ? 'pay' : 'next', page: step })
    void (step === 'review' ? pay() : next())
  }

  // Pressed before the rules were there.
  const again = useRef(false)
  const onRules = useEffectEvent(() => {
    if (again.current && !busy) {
      again.current = false
      submit()
    }
  })
  useEffect(() => {
    if (rules && !busy) onRules()
  }, [rules, busy])

  const { codes, error } = shownFaults
  const shared: StepProps = { purchase, draft, today, faults, codes, error, onChange: change }
  const loading = <Skeleton label={t.loading} />
  if (screen.document !== undefined || screen.pasting || screen.person !== undefined)
    return (
      <Suspense fallback={loading}>
        <SubScreen
          {...shared}
          paste={paste}
          onPaste={setPaste}
          bearer={bearer}
          screen={screen}
          consents={consents}
          onConsent={consent}
          onDocument={(document) => void openDocument(document, true)}
          onBack={() => back({ step })}
        />
        <SupportLine number={purchase.supportNumber} />
      </Suspense>
    )

  const days = daysOfPurchase(draft)
  const summary = [days !== null && t.days(days), draft.insured.length > 0 && t.people(draft.insured.length)]
  return (
    <Form
      name="purchase"
      faults={shownFaults}
      onSubmit={submit}
      screen={step}
      onBlur={shownFaults.onBlur}
      className="flex flex-1 flex-col"
    >
      <StepTop
        at={steps.indexOf(step) + 1}
        of={steps.length}
        saving={begun ? saved.state : null}
        onBack={() => back({ step: steps[steps.indexOf(step) - 1] ?? 'product' })}
      />
      {step !== 'product' && <SellerLine product={product} />}
      <StepNotes
        elsewhere={elsewhere}
        refusal={(step === 'notice' || step === 'review') && failure === null ? purchase.refusal : null}
        product={product}
      />
      {step === 'product' && (
        <ProductStep
          {...shared}
          focus={shown}
          consents={consents}
          read={read}
          onDocument={(document) => void openDocument(document)}
        />
      )}
      {/* The period loads below the main content. Its space is reserved from the first paint. */}
      {step === 'product' && !steps.includes('period') && (
        <div className="mt-6 min-h-72">
          {rules && (
            <Suspense fallback={null}>
              <PeriodPart {...shared} />
            </Suspense>
          )}
        </div>
      )}
      {step !== 'product' && (
        <Suspense fallback={loading}>
          <LaterStep
            {...shared}
            step={step}
            onScreen={(to) => void (to.document ? openDocument(to.document) : go(to))}
            focus={shown}
            consents={consents}
            onConsent={consent}
            read={read}
            covered={covered}
          />
        </Suspense>
      )}
      <FormAnswer className="mt-4" />
      <SupportLine number={purchase.supportNumber} />
      <div className="min-h-8 flex-1" />
      <BottomBar
        price={expectedPrice(draft, product)}
        summary={summary.filter(Boolean).join(' · ')}
        verb={step === 'review' ? t.pay : t.next}
        busy={busy}
      />
    </Form>
  )
}
