import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

/** A code block with a copy button. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  const t = useText(messages)
  const [copied, setCopied] = useState('')
  const shown = useRef<HTMLElement>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(text)
    } catch {
      // Without clipboard access (http, no permission) the code is selected instead.
      if (shown.current) getSelection()?.selectAllChildren(shown.current)
    }
  }
  return (
    <div className="relative max-w-4xl">
      <pre
        aria-label={label}
        className="rounded border border-line bg-sunken p-3 pt-12 text-small wrap-anywhere whitespace-pre-wrap"
      >
        <code ref={shown}>{text}</code>
      </pre>
      <div className="absolute top-2 right-2">
        <Button onClick={() => void copy()}>{copied === text ? t.copied : t.copy}</Button>
      </div>
    </div>
  )
}
