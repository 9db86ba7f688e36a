import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { problemText } from '../../api/problem-text.ts'
import { retireDocument } from '../../contract/endpoints/products.ts'
import type { Product, ProductDocument } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { DocumentForm } from './document-form.tsx'
import { messages } from './messages.ts'
import { documentsQuery, productQuery, usePutProduct } from './queries.ts'

type Open = { what: 'add' } | { what: 'replace' | 'withdraw'; document: ProductDocument } | null

/** Current versions of the documents that customers accept. */
export function DocumentList({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const { productCode } = product
  const none = usePutProduct(productCode, (noDocuments: boolean) => ({ noDocuments }))
  const documents = useQuery(documentsQuery(productCode))
  const [open, setOpen] = useState<Open>(null)
  const done = () => {
    setOpen(null)
    void client.invalidateQueries(productQuery(productCode))
    return client.invalidateQueries(documentsQuery(productCode))
  }
  const withdraw = useMutation({
    mutationFn: (id: string) => call(retireDocument, { params: { productCode, id } }),
    onSuccess: done,
  })

  if (documents.isPending) return <Skeleton label={t.loading} rows={2} />
  if (!documents.data) return <ProblemBanner {...problemText(documents.error, language)} />
  const items = documents.data.items.filter(({ id }) => id !== product.cover?.id)
  return (
    <>
      <p className="mb-3 text-muted">{items.length === 0 ? t.noDocuments : t.documentsAbout}</p>
      {items.length > 0 && (
        <ul className="mb-4 max-w-2xl divide-y divide-line border-y border-line">
          {items.map((document) => (
            <li key={document.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 flex-1 basis-52">
                <span className="block break-words">{document.title}</span>
                <span className="text-small text-muted">
                  {t[document.kind]} · {document.version}
                </span>
                {document.url && <span className="block text-small text-warn">{t.addressOnly}</span>}
              </span>
              {(document.file ?? document.url) && (
                <a
                  href={document.file ?? document.url ?? ''}
                  target="_blank"
                  rel="noreferrer"
                  className="py-1 text-accent hover:underline"
                >
                  {t.open}
                  <span className="sr-only"> {document.title}</span>
                </a>
              )}
              {mayEdit && (
                <span className="flex gap-2">
                  <Button
                    onClick={() => setOpen({ what: 'replace', document })}
                    aria-label={`${t.newVersion} ${document.title}`}
                  >
                    {t.newVersion}
                  </Button>
                  <Button
                    onClick={() => setOpen({ what: 'withdraw', document })}
                    aria-label={`${t.withdraw} ${document.title}`}
                  >
                    {t.withdraw}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {items.length === 0 && (
        <fieldset disabled={!mayEdit || none.isPending} className="mb-4">
          <Checkbox
            label={t.noneAtAll}
            checked={none.isPending ? none.variables : product.noDocuments}
            onChange={(event) => none.mutate(event.target.checked)}
          />
          {none.error && <ProblemBanner {...problemText(none.error, language)} />}
        </fieldset>
      )}
      {mayEdit && <Button onClick={() => setOpen({ what: 'add' })}>{t.addDocument}</Button>}
      <Dialog
        title={open?.what === 'replace' ? t.newVersion : t.addDocument}
        open={open?.what === 'add' || open?.what === 'replace'}
        onClose={() => setOpen(null)}
        closeLabel={t.close}
      >
        <DocumentForm
          productCode={productCode}
          replaces={open?.what === 'replace' ? open.document : null}
          onDone={() => void done()}
        />
      </Dialog>
      <Dialog
        title={t.withdrawTitle}
        open={open?.what === 'withdraw'}
        onClose={() => setOpen(null)}
        closeLabel={t.close}
      >
        <p className="mb-4">{t.withdrawText}</p>
        {withdraw.error && (
          <div className="mb-4">
            <ProblemBanner {...problemText(withdraw.error, language)} />
          </div>
        )}
        <Button
          look="danger"
          busy={withdraw.isPending}
          onClick={() => open?.what === 'withdraw' && withdraw.mutate(open.document.id)}
        >
          {t.withdrawDo}
        </Button>
      </Dialog>
    </>
  )
}
