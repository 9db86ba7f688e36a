import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { useChosenFile } from '../../api/use-chosen-file.ts'
import { problemOf } from '../../api/problem-text.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { addDocument, uploadDocumentFile } from '../../contract/endpoints/products.ts'
import { fieldWords } from '../../contract/problems.ts'
import { AddDocument } from '../../contract/add-document.ts'
import { DOCUMENT_KINDS, type DocumentKind, ProductDocument } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Segmented, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

type By = 'content' | 'url' | 'file'

const PDF = {
  endpoint: uploadDocumentFile,
  type: 'application/pdf',
  isRight: (head: string) => head.startsWith('%PDF-'),
  wrong: 'not-pdf',
}

const megabytes = (bytes: number) => `${(Math.ceil(bytes / 104_857.6) / 10).toFixed(1)} MB`

/** Adds a document or a new version: PDF, text or URL. */
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
  /** Keeps the address alone, once the file could not be fetched. */
  const [anyway, setAnyway] = useState(false)
  const [by, setBy] = useState<By>(replaces?.url ? 'url' : replaces?.content ? 'content' : 'file')
  const pdf = useChosenFile(PDF)
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
    ...(by === 'url' && { url: form.url, ...(anyway && { confirmed: true }) }),
    // The hash is known after the upload.
    ...(by === 'file' && pdf.file && { file: '0'.repeat(64) }),
    ...(replaces && { replaces: replaces.id }),
  }
  const parsed = z.safeParse(AddDocument, document)
  // Missing content shows at the chosen type.
  const placeOf = (at: string) => (at === 'content' ? by : at)
  const found = issuesOf(parsed.error)
  if (pdf.fault && by === 'file') found.set('file', pdf.fault)
  const faults = useFaults({ language, found, failure: add.error, placeOf })
  const field = (name: 'title' | 'version' | 'content' | 'url', label: string) => ({
    label,
    value: form[name],
    required: true,
    ...faults.at(name),
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      // Another address is another question.
      if (name === 'url') setAnyway(false)
      if (name === 'url' || !isUnfetched) add.reset()
    },
  })

  const isUnfetched = add.error !== null && problemOf(add.error).code === 'needs-confirmation'

  function submit() {
    if (faults.press() && parsed.success && !add.isPending) add.mutate(parsed.data)
  }
  return (
    <Form name="document" faults={faults} onSubmit={submit} className="grid gap-4">
      {replaces && <p className="text-muted">{t.newVersionAbout}</p>}
      <SelectField
        label={t.kind}
        value={form.kind}
        {...faults.at('kind')}
        onChange={(event) => setForm({ ...form, kind: event.target.value as DocumentKind })}
        options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t[kind] }))}
      />
      <TextField {...field('title', t.documentTitle)} />
      <TextField {...field('version', t.version)} placeholder={t.versionExample} />
      <Segmented<By>
        label={t.contentBy}
        value={by}
        onChange={(next) => {
          setBy(next)
          add.reset()
        }}
        options={[
          { value: 'file', label: t.byFile },
          { value: 'content', label: t.byText },
          { value: 'url', label: t.byAddress },
        ]}
      />
      {by === 'content' && <TextArea {...field('content', t.content)} hint={t.contentHint} rows={10} />}
      {by === 'url' && (
        <>
          <TextField {...field('url', t.address)} hint={t.addressHint} inputMode="url" />
          {(anyway || isUnfetched) && (
            <Checkbox
              label={t.addressAnyway}
              checked={anyway}
              onChange={({ target }) => setAnyway(target.checked)}
            />
          )}
        </>
      )}
      {add.isPending && by === 'url' && <p role="status">{t.fetching}</p>}
      {by === 'file' && (
        <FileField
          label={t.file}
          hint={t.fileHint}
          accept="application/pdf,.pdf"
          required
          chooseLabel={t.chooseFile}
          chosen={pdf.file && `${pdf.file.name} · ${megabytes(pdf.file.size)}`}
          data-field="file"
          error={faults.error('file') ?? (pdf.fault && fieldWords(pdf.fault, language))}
          onChoose={(file) => {
            add.reset()
            pdf.choose(file)
            if (form.title === '') setForm({ ...form, title: file.name.replace(/\.pdf$/i, '') })
          }}
        />
      )}
      {add.isPending && by === 'file' && (
        <div role="status">
          <progress className="w-full accent-accent" aria-label={t.sending} value={pdf.sent} />
        </div>
      )}
      <FormAnswer />
      <div>
        <Button type="submit" look="primary" busy={add.isPending}>
          {t.publish}
        </Button>
      </div>
    </Form>
  )
}
