import { lazy, type ReactNode, Suspense, useState } from 'react'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import type { OpenOwnFile } from '../../contract/own-order.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { actionMessages } from './action-messages.ts'
import { messages } from './messages.ts'
import { ProveHolderForm } from './prove-holder-form.tsx'
import { useOpenFile } from './queries.ts'

const PdfPages = lazy(() => import('../../ui/pdf-pages.tsx'))

/** WeChat's browser opens no PDF and saves no file. */
const inWeChat = () => /MicroMessenger/i.test(navigator.userAgent)

type Props = {
  token: string
  file: Omit<OpenOwnFile, 'language' | 'lastFour'>
  wide?: boolean
  /** Browsers have no viewer for it. */
  saved?: boolean
  children: ReactNode
}

/**
 * Opens a file of the order. Policies and invoices require the holder's last four once. WeChat cannot open them, so
 * there they show on the page; for a file to be saved it explains how to open a browser.
 */
export function FileButton({ token, file, wide = false, saved = file.kind === 'calendar', children }: Props) {
  const t = useText(messages)
  const words = useText(actionMessages)
  const { language } = useLanguage()
  const [asking, setAsking] = useState<'browser' | 'proof' | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const show = inWeChat() ? setShown : undefined
  const open = useOpenFile(token, show)
  const close = () => setAsking(null)
  const press = () =>
    inWeChat() && saved
      ? setAsking('browser')
      : open.mutate(
          { ...file, language },
          { onError: (error) => void (fieldTexts(error, language).has('lastFour') && setAsking('proof')) },
        )
  return (
    <span className={wide ? 'block' : ''}>
      <Button size="large" className={wide ? 'w-full' : ''} busy={open.isPending} onClick={press}>
        {children}
      </Button>
      {open.error && !fieldTexts(open.error, language).has('lastFour') && (
        <span role="alert" className="mt-1 block text-base text-bad">
          {problemText(open.error, language).title}
        </span>
      )}
      <Dialog title={words.proof} open={asking === 'proof'} onClose={close} closeLabel={t.close}>
        <ProveHolderForm token={token} file={{ ...file, language }} show={show} onOpened={close} />
      </Dialog>
      <Dialog title={t.wechatTitle} open={asking === 'browser'} onClose={close} closeLabel={t.close}>
        {asking === 'browser' && <OpenInBrowser />}
      </Dialog>
      <Dialog
        title={t.fileTitle(file.kind)}
        open={shown !== null}
        onClose={() => setShown(null)}
        closeLabel={t.close}
        wide
      >
        {shown !== null && (
          <Suspense fallback={<Skeleton label={t.loadingFile} rows={8} />}>
            <PdfPages
              path={shown}
              pageWords={t.pdfPage}
              loading={<Skeleton label={t.loadingFile} rows={8} />}
              fallback={<OpenInBrowser />}
            />
          </Suspense>
        )}
      </Dialog>
    </span>
  )
}

function OpenInBrowser() {
  const t = useText(messages)
  return (
    <>
      <p>{t.wechatText}</p>
      <ol className="my-3 list-decimal pl-6">
        <li>{t.wechatStep1}</li>
        <li>{t.wechatStep2}</li>
      </ol>
      <p className="text-muted">{t.wechatOr}</p>
      <p className="mt-1 text-base">
        <CopyText text={location.href} label={t.copyLink} copied={t.copied} />
      </p>
    </>
  )
}
