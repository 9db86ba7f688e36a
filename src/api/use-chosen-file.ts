import { useEffect, useRef, useState } from 'react'
import type { Endpoint } from '../contract/endpoints/endpoint.ts'
import { type KeptFile, MOST_FILE_BYTES } from '../contract/kept-file.ts'
import { upload } from './upload.ts'

/** What a field takes: the beginning of the content decides. */
type Taken = {
  endpoint: Endpoint & { answers: { 201: typeof KeptFile } }
  /** Content type of the request. */
  type: string
  isRight(head: string): boolean
  /** The code of a wrong file. */
  wrong: string
}

/** A chosen file. Faults show immediately; the hash is set after a single upload. */
export function useChosenFile({ endpoint, type, isRight, wrong }: Taken) {
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
      setFault(chosen.size > MOST_FILE_BYTES ? 'file-too-large' : undefined)
      void chosen
        .slice(0, 12)
        .arrayBuffer()
        .then((head) => isRight(String.fromCodePoint(...new Uint8Array(head))) || setFault(wrong))
    },
    /** Throws ProblemError. */
    async send(): Promise<string> {
      if (!file) throw new Error('no file was chosen')
      if (kept.current?.file === file) return kept.current.sha256
      sending.current = new AbortController()
      const { file: sha256 } = await upload(endpoint, new Blob([file], { type }), {
        signal: sending.current.signal,
        onSent: setSent,
      })
      kept.current = { file, sha256 }
      return sha256
    },
  }
}
