import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useLanguage } from './language.tsx'

const WORDS = {
  zh: {
    title: '离开这一页？',
    text: '填写的内容还没有保存，离开后会丢失。',
    leave: '离开，放弃填写',
    stay: '留在这一页',
  },
  en: {
    title: 'Leave this page?',
    text: 'What you filled in is not saved and will be lost.',
    leave: 'Leave and discard',
    stay: 'Stay on this page',
  },
}

/** While a form is half-filled: leaving its page by a link, Back, reload or closing asks first. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { language } = useLanguage()
  const t = WORDS[language]
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [dirty])
  const stay = () => blocker.reset?.()
  return (
    <Dialog title={t.title} open={blocker.state === 'blocked'} onClose={stay} closeLabel={t.stay}>
      <p className="mb-4">{t.text}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={stay}>
          {t.stay}
        </Button>
        <Button look="danger" onClick={() => blocker.proceed?.()}>
          {t.leave}
        </Button>
      </div>
    </Dialog>
  )
}
