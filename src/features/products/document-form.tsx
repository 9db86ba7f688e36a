import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { request } from '../../api/request.ts'
import { fieldWords } from '../../contract/problems.ts'
import { AddDocument, DOCUMENT_KINDS, type DocumentKind, ProductDocument } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'

/** A document, or the next version of one: its text, or where it is published. */
export function DocumentForm({
  path,
  replaces,
  onDone,
}: {
  path: string
  replaces: ProductDocument | null
  onDone(): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState({
    kind: replaces?.kind ?? 'terms',
    title: replaces?.title ?? '',
    version: '',
    content: replaces?.content ?? '',
    url: replaces?.url ?? '',
  })
  const [by, setBy] = useState<'text' | 'address'>(replaces?.url ? 'address' : 'text')
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: (document: AddDocument) => request(ProductDocument, path, { method: 'POST', body: document }),
    onSuccess: onDone,
  })

  const document = {
    kind: form.kind,
    title: form.title,
    version: form.version,
    ...(by === 'text' ? { content: form.content } : { url: form.url }),
    ...(replaces && { replaces: replaces.id }),
  }
  const parsed = z.safeParse(AddDocument, document)
  const faults = new Map(
    parsed.error?.issues.map(({ path: at, message }) => [
      // Neither text nor address: told at the one that was chosen.
      at[0] === 'content' && by === 'address' ? 'url' : String(at[0]),
      fieldWords(message, language),
    ]),
  )
  const refused = fieldTexts(add.error, language)
  const field = (name: 'title' | 'version' | 'content' | 'url', label: string) => ({
    label,
    value: form[name],
    required: true,
    error: refused.get(name) ?? (tried ? faults.get(name) : undefined),
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      add.reset()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (parsed.success) add.mutate(parsed.data)
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {replaces && <p className="text-muted">{t.newVersionAbout}</p>}
      <SelectField
        label={t.kind}
        value={form.kind}
        onChange={(event) => setForm({ ...form, kind: event.target.value as DocumentKind })}
        options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t[kind] }))}
      />
      <TextField {...field('title', t.documentTitle)} maxLength={80} />
      <TextField {...field('version', t.version)} maxLength={32} placeholder={t.versionExample} />
      <Segmented<'text' | 'address'>
        label={t.contentBy}
        value={by}
        onChange={setBy}
        options={[
          { value: 'text', label: t.byText },
          { value: 'address', label: t.byAddress },
        ]}
      />
      {by === 'text' ? (
        <TextArea {...field('content', t.content)} hint={t.contentHint} rows={10} />
      ) : (
        <TextField {...field('url', t.address)} hint={t.addressHint} inputMode="url" maxLength={500} />
      )}
      {add.error && <ProblemBanner {...problemText(add.error, language)} />}
      <div>
        <Button type="submit" look="primary" busy={add.isPending}>
          {t.publish}
        </Button>
      </div>
    </form>
  )
}
