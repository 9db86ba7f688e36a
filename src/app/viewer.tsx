import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { EVIDENCE_ID, fromBase64 } from '../contract/evidence-in-page.ts'
import { EvidenceViewer } from '../features/evidence/evidence-viewer.tsx'
import { openEvidence, type OpenedEvidence } from '../features/evidence/open-evidence.ts'
import { useActorSentence } from '../features/orders/order-timeline.tsx'
import { LanguageProvider } from '../ui/language.tsx'

/** Shows the signed file inside this page, which was exported and opens from disk. Built into one file of its own. */
export async function showEvidence(root: HTMLElement): Promise<void> {
  const inside = document.getElementById(EVIDENCE_ID) as HTMLTemplateElement | null
  const file = fromBase64(inside?.content.textContent ?? '') ?? new Uint8Array()
  const opened = await openEvidence(file)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider first={navigator.language.startsWith('zh') ? 'zh' : 'en'}>
        <Viewer opened={opened} file={file} />
      </LanguageProvider>
    </StrictMode>,
  )
}

function Viewer(sale: { opened: OpenedEvidence | null; file: Uint8Array }) {
  return <EvidenceViewer {...sale} orderSentence={useActorSentence()} />
}
