import { type ReactNode, useState } from 'react'
import { problemText } from '../../api/problem-text.ts'
import type { OpenOwnFile } from '../../contract/own-order.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { useOpenFile } from './use-own-order.ts'

/** WeChat's browser shows no PDF and takes no calendar file. */
const inWeChat = () => /MicroMessenger/i.test(navigator.userAgent)

type Props = {
  token: string
  file: Omit<OpenOwnFile, 'language'>
  wide?: boolean
  children: ReactNode
}

/** Opens one file of the order; inside WeChat it says how to get to a browser that can. */
export function FileButton({ token, file, wide = false, children }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [asking, setAsking] = useState(false)
  const open = useOpenFile(token)
  return (
    <span className={wide ? 'block' : ''}>
      <Button
        size="large"
        className={wide ? 'w-full' : ''}
        busy={open.isPending}
        onClick={() => (inWeChat() ? setAsking(true) : open.mutate({ ...file, language }))}
      >
        {children}
      </Button>
      {open.error && (
        <span role="alert" className="mt-1 block text-base text-bad">
          {problemText(open.error, language).title}
        </span>
      )}
      <Dialog title={t.wechatTitle} open={asking} onClose={() => setAsking(false)} closeLabel={t.close}>
        <p>{t.wechatText}</p>
        <ol className="my-3 list-decimal pl-6">
          <li>{t.wechatStep1}</li>
          <li>{t.wechatStep2}</li>
        </ol>
        <p className="text-muted">{t.wechatOr}</p>
        <p className="mt-1 text-base">
          <CopyText text={location.href} label={t.copyLink} copied={t.copied} />
        </p>
      </Dialog>
    </span>
  )
}
