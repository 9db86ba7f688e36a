import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call } from '../../api/call.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import '../../contract/embed-problems.ts'
import { LICENCE_WORDS } from '../../contract/licence.ts'
import { type EmbedLook, EmbedPartner, type FrameEvent, type TokenFault } from '../../contract/embed.ts'
import { handOverEmbed, openEmbedSession } from '../../contract/endpoints/embed.ts'
import { type Bridge, frameFault, openBridge } from '../../embed/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { EmbedCard } from './embed-card.tsx'
import { keptOrder } from './embed-kept.ts'
import { useEmbedTheme, useEscape, useReportedHeight } from './embed-look.ts'
import { embedMessages } from './embed-messages.ts'
import { EmbedPurchase } from './embed-purchase.tsx'
import { ElderSwitch, useChoicesInAddress, useElder } from '../elder-switch.tsx'
import { LaterDisclosure, LaterPhone } from '../later.tsx'
import { embedPartnerQuery } from './queries.ts'

/** /embed: the portal inside a partner's page, as embed.js writes its address. */
export function Component() {
  const t = useText(embedMessages)
  const fault = frameFault()
  const [search] = useSearchParams()
  const id = search.get('partner') ?? ''
  const partner = useQuery({ ...embedPartnerQuery(id), enabled: fault === null })
  const { language, setLanguage } = useLanguage()
  const [look, setLook] = useState<EmbedLook>(() => ({
    scheme: search.get('scheme'),
    accent: search.get('accent'),
    radius: search.get('radius'),
  }))
  useEmbedTheme(partner.data?.theme, look)
  const wear = useCallback(
    (asked: EmbedLook) => {
      setLook(asked)
      if (asked.language === 'zh' || asked.language === 'en') setLanguage(asked.language)
    },
    [setLanguage],
  )
  if (fault)
    return (
      <Shell>
        <PageHeader title={t[fault]} detail={t[`${fault}Text`]} />
      </Shell>
    )
  if (partner.data) return <Framed partner={partner.data} search={search} onLook={wear} />
  return (
    <Shell>
      {partner.error ? (
        problemOf(partner.error).code === 'not-found' || problemOf(partner.error).code === 'invalid' ? (
          <PageHeader title={t.unknown} detail={t.unknownText} />
        ) : (
          <ProblemBanner
            {...problemText(partner.error, language)}
            action={<Button onClick={() => void partner.refetch()}>{t.retry}</Button>}
          />
        )
      ) : (
        <Skeleton label={t.loading} rows={3} />
      )}
    </Shell>
  )
}

/** Connects to the host page of a known partner and shows the requested view. */
function Framed({
  partner,
  search,
  onLook,
}: {
  partner: EmbedPartner
  search: URLSearchParams
  onLook(look: EmbedLook): void
}) {
  const { language } = useLanguage()
  const t = useText(embedMessages)
  const [bridge, setBridge] = useState<Bridge>()
  const [hasNone, setHasNone] = useState(false)
  const page = useRef('')
  const asked = (token: string) => ({
    token,
    partner: search.get('partner') ?? undefined,
    origin: page.current,
    language,
    plan: search.get('plan') || undefined,
  })
  /** The host page gets the reason, which its customers need not see. */
  const onError = (error: unknown) => {
    const { code, fields } = problemOf(error)
    const [fault] = fields ?? []
    send({ type: 'error', code, ...(fault && { reason: fault.code, claim: fault.field }) })
  }
  const onSuccess = ({ faults }: { faults: TokenFault[] }) => {
    if (faults.length > 0) send({ type: 'warning', code: 'token-corrected', faults })
  }
  const partnerId = search.get('partner') ?? ''
  const navigate = useNavigate()
  const client = useQueryClient()
  /** What it finds is also the first answer of the purchase's own query. */
  const readKept = async (bearer: string) => {
    const { earlierQuery } = await import('../../features/purchase/earlier-queries.ts')
    return client.fetchQuery(earlierQuery(bearer))
  }
  const session = useMutation({
    mutationFn: async (token: string) =>
      keptOrder(partnerId, await call(openEmbedSession, { body: asked(token) }), readKept),
    onSuccess,
    onError,
  })
  /** Without a licence, the purchase runs on our own page. Without a token, the public entry is used. */
  const handover = useMutation({
    mutationFn: (token: string) => call(handOverEmbed, { body: asked(token) }),
    onSuccess,
    onError,
  })
  const { mutate } = partner.licensed ? session : handover
  /** The customer leaves the unpaid order and starts another. */
  const [startsAnew, setStartsAnew] = useState(false)
  const begun =
    session.data && startsAnew ? { ...session.data, bearer: session.data.fresh, kept: false } : session.data

  const mode = search.get('mode')
  const current = useRef<Bridge | undefined>(undefined)
  const send = useCallback((event: FrameEvent) => current.current?.send(event), [])
  const tell: Bridge['tell'] = (event, then) => (current.current ? current.current.tell(event, then) : then())
  useEffect(() => {
    const opened = openBridge(partner.origins, {
      onHello(origin) {
        page.current = origin
        setBridge(opened)
        // A card requests its token itself.
        if (!partner.licensed && mode === 'card') opened.send({ type: 'want-token' })
      },
      onToken(token) {
        setHasNone(false)
        mutate(token)
      },
      onNoToken: () => setHasNone(true),
      onLook,
    })
    current.current = opened
    return () => opened.stop()
  }, [partner, mutate, mode, onLook])

  const wanted = handover.data?.product ?? search.get('product')
  const product = partner.products.find(({ productCode }) => productCode === wanted) ?? partner.products[0]
  const way =
    handover.data && product
      ? { path: handover.data.path, sellerName: product.sellerName }
      : (product?.entry ?? null)
  useEscape(mode === 'popup' ? send : undefined)

  /** Another purchase begins at its own first step. */
  const leaveSteps = async () =>
    navigate({ search: window.location.search }, { replace: true, state: null, preventScrollReset: true })
  const again = () => {
    void leaveSteps()
    session.reset()
    setHasNone(false)
    setStartsAnew(false)
    send({ type: 'want-token' })
  }
  const shell = (children: ReactNode) => (
    <Shell
      send={bridge && send}
      mode={partner.licensed ? mode : 'card'}
      licence={partner.licence}
      bearer={begun?.bearer}
    >
      {children}
    </Shell>
  )
  if (product && (mode === 'card' || !partner.licensed))
    return shell(
      <EmbedCard
        partner={partner}
        product={product}
        way={way}
        onOpen={() => send({ type: 'open' })}
        send={send}
      />,
    )
  if (begun)
    return shell(
      <EmbedPurchase
        key={begun.bearer}
        partner={partnerId}
        session={begun}
        send={send}
        tell={tell}
        onAgain={again}
        onAnother={() => void leaveSteps().then(() => setStartsAnew(true))}
      />,
    )
  if (session.error)
    return shell(
      <ProblemBanner
        {...problemText(session.error, language)}
        action={<Button onClick={again}>{t.retry}</Button>}
      />,
    )
  if (hasNone)
    return shell(
      <PageHeader
        title={t.noToken}
        detail={t.noTokenText}
        actions={<Button onClick={again}>{t.retry}</Button>}
      />,
    )
  return shell(<Skeleton label={t.waiting} rows={6} />)
}

/** No chrome beyond a hairline. A card fills the width; a form is limited to a readable width. */
function Shell({
  send,
  mode = null,
  licence = null,
  bearer,
  children,
}: {
  send?: ((event: FrameEvent) => void) | undefined
  mode?: string | null
  licence?: EmbedPartner['licence']
  bearer?: string | undefined
  children: ReactNode
}) {
  const t = useText(embedMessages)
  const { language } = useLanguage()
  const content = useRef<HTMLElement>(null)
  const elder = useElder()
  useChoicesInAddress()
  useReportedHeight(content, send)
  return (
    <main
      ref={content}
      className={`customer border-line bg-paper px-5 pt-5 text-large ${mode === 'popup' ? 'border-t' : 'border-y'}`}
    >
      <div className={`mx-auto pb-5 ${mode === 'card' ? '' : 'max-w-xl'}`}>
        {mode !== 'card' && (
          <div className="-mt-3 -mr-3 mb-3 flex justify-end">
            <ElderSwitch />
          </div>
        )}
        {elder && <LaterPhone bearer={bearer} />}
        {children}
        <div className="mt-5">
          {licence && (
            <p className="text-base break-words text-muted">
              {t.licence(licence.name, licence.kind && LICENCE_WORDS[licence.kind][language], licence.number)}
            </p>
          )}
          <LaterDisclosure />
        </div>
      </div>
    </main>
  )
}
