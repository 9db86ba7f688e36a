import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api/call.ts'
import { prefetch } from '../../api/prefetch.ts'
import { UserName } from '../../api/user-names.tsx'
import { problemText } from '../../api/problem-text.ts'
import { allLinks } from '../../api/shared-queries.ts'
import { revokeLink } from '../../contract/endpoints/links.ts'
import { Link } from '../../contract/links.ts'
import * as paths from '../../contract/paths.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, Skeleton } from '../../ui/feedback.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { CopyIcon } from '../../ui/more-icons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { DescriptionList, PageHeader, Section } from '../../ui/layout.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { LinkCard } from './link-card.tsx'
import { LinkExpiry, LinkState } from './link-state.tsx'
import { messages } from './messages.ts'
import { linkQuery } from './queries.ts'
import { ReopenLink } from './reopen-link.tsx'

export const { loader, shouldRevalidate } = prefetch(({ params }) => [linkQuery(params['id'] ?? '')])

/** One link: copy, QR code, print, revoke, and its counts. */
export function Component() {
  const t = useText(messages)
  const { language } = useLanguage()
  const { id = '' } = useParams()
  const [elder, setElder] = useState(false)
  const link = useQuery({
    ...linkQuery(id),
    refetchInterval: 15_000,
  })
  const back = { to: paths.links, label: t.title }
  if (link.isPending) return <Skeleton label={t.loading} />
  if (!link.data)
    return (
      <>
        <PageHeader title={t.title} back={back} />
        <ProblemBanner
          {...problemText(link.error, language)}
          action={<Button onClick={() => void link.refetch()}>{t.retry}</Button>}
        />
      </>
    )
  const { data } = link
  const open = data.state === 'open' && !data.unreadable
  const shown = elder ? { ...data, url: `${data.url}?elder=1` } : data
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={data.title ?? data.productName}
          detail={<LinkState link={data} />}
          back={back}
          actions={
            open && (
              <>
                <Button onClick={() => print()}>{t.print}</Button>
                <RevokeLink link={data} />
              </>
            )
          }
        />
      </div>
      {data.unreadable && (
        <div className="mb-4">
          <Banner tone="bad">{t.unreadableText}</Banner>
        </div>
      )}
      {open && data.closed && <ReopenLink linkId={data.id} />}
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_288px]">
        <div className="min-w-0 print:hidden">
          {open && <Address url={shown.url} asksHolder={data.asksHolder} elder={elder} onElder={setElder} />}
          <dl className="mb-5 grid grid-cols-3 border-y border-line py-3">
            {(['opened', 'begun', 'bought'] as const).map((name) => (
              <div key={name}>
                <dt className="text-muted">{t[name]}</dt>
                <dd className="tabular text-title font-semibold">{data[name]}</dd>
              </div>
            ))}
          </dl>
          <p className="-mt-3 mb-5 text-small text-faint">{t.countsNote}</p>
          <DescriptionList
            items={[
              [t.product, `${data.productName}　${data.productCode}`],
              [t.plan, data.planName ?? t.customersChoice],
              [t.period, data.startDate && data.endDate && `${data.startDate} – ${data.endDate}`],
              [t.holder, data.holder],
              data.people > 0 && [
                t.people,
                <>
                  {t.peopleCount(data.people)}
                  {!data.asksHolder && <span className="block text-warn">{t.peopleHidden}</span>}
                </>,
              ],
              [t.insurer, data.insurerName],
              [t.seller, data.sellerName],
              [t.groupNo, data.groupNo],
              [t.note, data.note],
              [t.member, data.memberId],
              data.uses !== null && [t.uses, data.uses],
              [t.expires, <LinkExpiry link={data} />],
              [t.createdBy, <UserName of={data.createdBy} />],
              [t.salesperson, data.salesperson && `${data.salesperson.name}　${data.salesperson.practiceNo}`],
              [t.created, shanghaiTime(data.createdAt)],
            ]}
          />
        </div>
        {open && (
          <div>
            <LinkCard link={shown} />
          </div>
        )}
      </div>
    </>
  )
}

function Address({
  url,
  asksHolder,
  elder,
  onElder,
}: {
  url: string
  asksHolder: boolean
  elder: boolean
  onElder(elder: boolean): void
}) {
  const t = useText(messages)
  const [copied, setCopied] = useState(false)
  const field = useRef<HTMLDivElement>(null)
  async function copy() {
    const input = field.current?.querySelector('input')
    input?.select()
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } catch {
      // Without clipboard access (http, no permission) the address is selected instead.
    }
  }
  return (
    <Section title={t.address}>
      <div ref={field} className="flex items-end gap-2">
        <TextField label={t.address} hideLabel readOnly value={url} className="flex-1" />
        <Button look="primary" onClick={() => void copy()} className="h-9">
          <CopyIcon />
          {copied ? t.copied : t.copy}
        </Button>
        <span role="status" className="sr-only">
          {copied && t.copied}
        </span>
      </div>
      <div className="mt-3">
        <Checkbox label={t.elder} checked={elder} onChange={(event) => onElder(event.target.checked)} />
      </div>
      {asksHolder && <p className="mt-2 text-muted">{t.asksHolder}</p>}
    </Section>
  )
}

function RevokeLink({ link }: { link: Link }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => call(revokeLink, { params: { id: link.id } }),
    onSuccess: (revoked) => {
      setAsking(false)
      announce(t.revoked)
      client.setQueryData(linkQuery(link.id).queryKey, revoked)
      void client.invalidateQueries(allLinks)
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.revoke}</Button>
      <Dialog title={t.revokeTitle} open={asking} onClose={() => setAsking(false)} closeLabel={t.close}>
        <p className="mb-4">{t.revokeText}</p>
        {revoke.error && (
          <div className="mb-4">
            <ProblemBanner {...problemText(revoke.error, language)} />
          </div>
        )}
        <div className="flex gap-2">
          <Button look="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t.revokeDo}
          </Button>
          <Button onClick={() => setAsking(false)}>{t.cancel}</Button>
        </div>
      </Dialog>
    </>
  )
}
