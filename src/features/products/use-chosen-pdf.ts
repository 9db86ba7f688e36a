import { useEffect, useRef, useState } from 'react'
import { upload } from '../../api/upload.ts'
import { DOCUMENT_FILE_BYTES } from '../../contract/add-document.ts'
import { uploadDocumentFile } from '../../contract/endpoints/products.ts'

/** A chosen PDF. Faults show immediately; the hash is set after a single upload. */
export function useChosenPdf() {
  const [file, setFile] = useState<File | null>(null)
  const [fault, setFault] = useState<string>()
  const [sent, setSent] = useState(0)
  const kept = useRef<{ file: File; sha256: string } | null>(null)
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])
  return {
    file,
    fault,
    /** 0 to 1. */
    sent,
    choose(chosen: File) {
      setFile(chosen)
      setSent(0)
      setFault(chosen.size > DOCUMENT_FILE_BYTES ? 'file-too-large' : undefined)
      void chosen
        .slice(0, 5)
        .text()
        .then((head) => head !== '%PDF-' && setFault('not-pdf'))
    },
    /** Throws ProblemError. */
    async send(): Promise<string> {
      if (!file) throw new Error('no file was chosen')
      if (kept.current?.file === file) return kept.current.sha256
      sending.current = new AbortController()
      const body = new Blob([file], { type: 'application/pdf' })
      const { file: sha256 } = await upload(uploadDocumentFile, body, {
        signal: sending.current.signal,
        onSent: setSent,
      })
      kept.current = { file, sha256 }
      return sha256
    },
  }
}
