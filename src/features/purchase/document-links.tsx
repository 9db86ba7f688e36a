import { say } from '../../trail/trail.ts'
import type { DocumentHead } from '../../contract/products.ts'
import type { PurchaseProduct } from '../../contract/purchases.ts'
import { ChevronIcon, FileIcon, WarnIcon } from '../../ui/icons.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

const ROW = 'flex min-h-12 w-full items-center gap-3 py-2 text-left hover:text-accent'

/** Links to the documents. */
export function DocumentLinks({
  product: { documents, cover },
  onDocument,
  consents,
  read,
}: {
  product: Pick<PurchaseProduct, 'documents' | 'cover'>
  onDocument(id: string): void
  consents: ReadonlySet<string>
  read: ReadonlySet<string>
}) {
  const t = useText(messages)
  if (documents.length === 0) return null
  const state = (id: string) =>
    consents.has(id) ? t.agreed : read.has(id) ? t.wasRead : id === cover?.id ? t.important : t.notRead
  return (
    <section aria-label={t.documents} className="mt-6">
      <h2 className="mb-1 font-semibold">{t.documents}</h2>
      <ul className="divide-y divide-line border-y border-line">
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentLink document={document} onDocument={onDocument} className={ROW}>
              {document.id === cover?.id ? (
                <span className="text-warn">
                  <WarnIcon />
                </span>
              ) : (
                <FileIcon />
              )}
              <span className="min-w-0 flex-1 break-words">
                {document.id === cover?.id ? t.coverInFull : document.title}
              </span>
              <span
                className={`text-base ${consents.has(document.id) || read.has(document.id) ? 'text-good' : 'text-muted'}`}
              >
                {state(document.id)}
              </span>
              <span className="-rotate-90 text-faint">
                <ChevronIcon size={12} />
              </span>
            </DocumentLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Stored documents open over the page, external ones in a new tab. */
export function DocumentLink({
  document,
  onDocument,
  className,
  children,
}: {
  document: DocumentHead
  onDocument(id: string): void
  className: string
  children: React.ReactNode
}) {
  if (document.url)
    return (
      <a
        href={document.url}
        target="_blank"
        rel="noreferrer"
        className={className}
        onClick={() => say({ kind: 'press', press: 'document', document: document.id })}
      >
        {children}
      </a>
    )
  return (
    <button type="button" onClick={() => onDocument(document.id)} className={className}>
      {children}
    </button>
  )
}
