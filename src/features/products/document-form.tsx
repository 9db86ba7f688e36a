import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { addDocument } from '../../contract/endpoints/products.ts'
import { fieldWords } from '../../contract/problems.ts'
import { AddDocument } from '../../contract/add-document.ts'
import { DOCUMENT_KINDS, type DocumentKind, ProductDocument } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { useChosenPdf } from './use-chosen-pdf.ts'

type By = 'content' | 'url' | 'file'

const megabytes = (bytes: number) => `${(Math.ceil(bytes / 104_857.6) / 10).toFixed(1)} MB`

/** A document, or the next version of one: the insurer's PDF, its text, or where it is published. */
export function DocumentForm({
  productCode,
  replaces,
  onDone,
}: {
  productCode: string
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
  const [by, setBy] = useState<By>(replaces?.url ? 'url' : replaces?.content ? 'content' : 'file')
  const [tried, setTried] = useState(false)
  const pdf = useChosenPdf()
  const add = useMutation({
    mutationFn: async (document: AddDocument) => {
      const body = by === 'file' ? { ...document, file: await pdf.send() } : document
      return call(addDocument, { params: { productCode }, body })
    },
    onSuccess: onDone,
  })

  const document = {
    kind: form.kind,
    title: form.title,
    version: form.version,
    ...(by === 'content' && { content: form.content }),
    ...(by === 'url' && { url: form.url }),
    // Its hash is known once it has been sent.
    ...(by === 'file' && pdf.file && { file: '0'.repeat(64) }),
    ...(replaces && { replaces: replaces.id }),
  }
  const parsed = z.safeParse(AddDocument, document)
  const faults = new Map(
    parsed.error?.issues.map(({ path: at, message }) => [
      // Nothing to read: told at the way that was chosen.
      at[0] === 'content' ? by : String(at[0]),
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
    if (parsed.success && !pdf.fault && !add.isPending) add.mutate(parsed.data)
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
      <Segmented<By>
        label={t.contentBy}
        value={by}
        onChange={setBy}
        options={[
          { value: 'file', label: t.byFile },
          { value: 'content', label: t.byText },
          { value: 'url', label: t.byAddress },
        ]}
      />
      {by === 'content' && <TextArea {...field('content', t.content)} hint={t.contentHint} rows={10} />}
      {by === 'url' && (
        <TextField {...field('url', t.address)} hint={t.addressHint} inputMode="url" maxLength={500} />
      )}
      {by === 'file' && (
        <FileField
          label={t.file}
          hint={t.fileHint}
          accept="application/pdf,.pdf"
          required
          chooseLabel={t.chooseFile}
          chosen={pdf.file && `${pdf.file.name} · ${megabytes(pdf.file.size)}`}
          error={
            (pdf.fault && fieldWords(pdf.fault, language)) ??
            refused.get('file') ??
            (tried ? faults.get('file') : undefined)
          }
          onChoose={(file) => {
            add.reset()
            pdf.choose(file)
            if (form.title === '') setForm({ ...form, title: file.name.replace(/\.pdf$/i, '').slice(0, 80) })
          }}
        />
      )}
      {add.isPending && by === 'file' && (
        <div role="status">
          <progress className="w-full accent-accent" aria-label={t.sending} value={pdf.sent} />
        </div>
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
