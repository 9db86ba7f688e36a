import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import * as z from 'zod/mini'
import { problemText } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { call } from '../../api/call.ts'
import { PartnerTheme, type SavePartner } from '../../contract/partners.ts'
import { savePartner, signDemoToken } from '../../contract/endpoints/partners.ts'
import * as paths from '../../contract/paths.ts'
import { SERVER_SNIPPETS, type ServerLanguage } from '../../contract/token-snippets.ts'
import { Button } from '../../ui/button.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { enterMoves } from '../../ui/enter-moves.ts'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { Segmented, SelectField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { partnersQuery, useChoices, playgroundQuery } from './queries.ts'
import { CodeBlock } from './code-block.tsx'
import { messages } from './messages.ts'
import { PLAIN_LOOK, PlaygroundLook } from './playground-look.tsx'
import { TokenInspector } from './token-inspector.tsx'
import { htmlSnippet } from './snippets.ts'

const SERVERS = Object.entries(SERVER_SNIPPETS).map(([value, { name }]) => ({
  value: value as ServerLanguage,
  label: name,
}))

/** Playground: choose the look, open it on another origin, copy the code. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const [search, setSearch] = useSearchParams()
  const partners = useQuery(partnersQuery)
  const { products } = useChoices()
  const playground = useQuery(playgroundQuery)
  const [look, setLook] = useState(PLAIN_LOOK)
  const [server, setServer] = useState<ServerLanguage>('node')
  const [asked, setAsked] = useState('')
  const [blocked, setBlocked] = useState(false)
  const client = useQueryClient()

  const items = partners.data?.items ?? []
  const partner = items.find(({ id }) => id === search.get('partner')) ?? items[0]
  const product = partner?.products.includes(look.product) ? look.product : (partner?.products[0] ?? '')
  const plans = products.find(({ productCode }) => productCode === product)?.plans ?? []
  const plan = plans.some(({ planCode }) => planCode === look.plan) ? look.plan : ''
  const demoUrl = playground.data?.demoUrl ?? null
  const demoOrigin = demoUrl && new URL(demoUrl).origin
  const mayTry = demoOrigin !== null && (partner?.origins.includes(demoOrigin) ?? false)

  const open = useMutation({
    async mutationFn(tab: Window | null) {
      const { token } = await call(signDemoToken, {
        params: { id: partner?.id ?? '' },
        body: { product, ...(plan && { plan }) },
      })
      const told = { portal: location.origin, partner: partner?.id, ...look, product, plan, token }
      // In the fragment: servers do not see it, and the page removes it immediately.
      const address = `${demoUrl}#${encodeURIComponent(JSON.stringify(told))}`
      if (tab) tab.location.replace(address)
    },
    onError: (_error, tab) => tab?.close(),
  })
  const addOrigin = useMutation({
    mutationFn: (to: { partner: SavePartner & { id: string }; origin: string }) =>
      call(savePartner, {
        params: { id: to.partner.id },
        body: { ...to.partner, origins: [...to.partner.origins, to.origin] },
      }),
    onSuccess: () => client.invalidateQueries(partnersQuery),
  })

  const theme = {
    accent: look.accent.trim() || null,
    radius: look.radius.trim() ? Number(look.radius) : null,
  }
  const faults = useFaults({
    language,
    found: issuesOf(z.safeParse(PartnerTheme, theme).error),
    failure: open.error ?? addOrigin.error,
  })
  const tryIt = () => {
    if (!faults.press() || open.isPending) return
    // Opened during the press. Later, the browser would block it as a pop-up.
    const tab = window.open('about:blank', '_blank')
    setBlocked(tab === null)
    if (tab) open.mutate(tab)
  }

  const error = partners.error ?? playground.error
  if (partners.isPending || playground.isPending) return <Skeleton label={t.loading} />
  if (!partner)
    return (
      <>
        <PageHeader title={t.playground} detail={t.playgroundAbout} />
        {error ? (
          <ProblemBanner {...problemText(error, language)} />
        ) : (
          <EmptyState action={<ButtonLink to={paths.newPartner}>{t.add}</ButtonLink>}>
            {t.firstPartner}
          </EmptyState>
        )}
      </>
    )
  const origins = partner.origins.filter((origin) => origin !== demoOrigin)
  const of = {
    ...look,
    partner: partner.id,
    portal: location.origin,
    origin: origins.includes(asked) ? asked : (origins[0] ?? partner.origins[0] ?? ''),
    product,
    plan,
    loader: playground.data?.loader ?? { path: paths.embedLoader, integrity: null },
  }
  const snippet = SERVER_SNIPPETS[server]
  const choose = (more: Partial<typeof look>) => setLook({ ...look, ...more })
  return (
    <>
      <PageHeader
        title={t.playground}
        detail={t.playgroundAbout}
        back={{ to: paths.partners, label: t.title }}
      />
      <Form name="playground" onKeyDown={enterMoves} faults={faults} onSubmit={tryIt}>
        <div className="grid max-w-4xl gap-4 md:grid-cols-3">
          <SelectField
            label={t.partner}
            options={items.map(({ id, name }) => ({ value: id, label: name }))}
            value={partner.id}
            onChange={({ target }) => setSearch({ partner: target.value }, { replace: true })}
          />
          <SelectField
            label={t.product}
            options={partner.products.map((code) => ({
              value: code,
              label: products.find(({ productCode }) => productCode === code)?.productName ?? code,
            }))}
            value={product}
            {...faults.at('product')}
            onChange={({ target }) => choose({ product: target.value })}
          />
          <SelectField
            label={t.plan}
            placeholder={t.anyPlan}
            options={plans.map(({ planCode, planName }) => ({ value: planCode, label: planName }))}
            value={plan}
            {...faults.at('plan')}
            onChange={({ target }) => choose({ plan: target.value })}
          />
          <PlaygroundLook look={look} at={faults.at} onChange={setLook} />
        </div>
        <div className="mt-5 mb-6 flex max-w-4xl flex-col items-start gap-3">
          {demoOrigin === null ? (
            <p className="text-muted">{t.noSandbox}</p>
          ) : mayTry ? (
            <>
              <Button type="submit" look="primary" busy={open.isPending}>
                {t.tryIt}
              </Button>
              <p role="status" className="text-muted">
                {blocked ? t.blocked : open.isSuccess ? t.opened : t.tryHint}
              </p>
            </>
          ) : (
            <Banner
              tone="info"
              action={
                <Button
                  busy={addOrigin.isPending}
                  onClick={() => addOrigin.mutate({ partner, origin: demoOrigin })}
                >
                  {t.addOrigin}
                </Button>
              }
            >
              {t.originMissing(demoOrigin)}
            </Banner>
          )}
          <FormAnswer className="w-full" />
        </div>
      </Form>
      <TokenInspector key={partner.id} partner={partner.id} />
      <Section title={t.pagePart}>
        <CodeBlock text={htmlSnippet(of)} label={t.pagePart} />
      </Section>
      <Section
        title={t.serverPart}
        aside={
          <Segmented<ServerLanguage>
            label={t.serverPart}
            hideLabel
            value={server}
            onChange={setServer}
            options={SERVERS}
          />
        }
      >
        <p className="mb-3 text-muted">
          {t.serverAbout} {t.file(snippet.file)}
        </p>
        {origins.length > 1 && (
          <div className="mb-3 max-w-sm">
            <SelectField
              label={t.origin}
              options={origins.map((origin) => ({ value: origin, label: origin }))}
              value={of.origin}
              onChange={({ target }) => setAsked(target.value)}
            />
          </div>
        )}
        <CodeBlock text={snippet.write(of)} label={t.serverPart} />
      </Section>
    </>
  )
}
