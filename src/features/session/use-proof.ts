import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf } from '../../api/use-faults.ts'
import { Proof, type ProofKind } from '../../contract/factors.ts'

/** A proof as it is typed: one of `kinds`, the first one to begin with. */
export function useProof(kinds: readonly ProofKind[]) {
  const [kind, setKind] = useState<ProofKind>(kinds[0] ?? 'password')
  const [code, setCode] = useState('')
  return {
    kinds,
    proof: { kind, code },
    found: issuesOf(z.safeParse(Proof, { kind, code }).error),
    setCode,
    choose(next: ProofKind) {
      setKind(next)
      setCode('')
    },
  }
}

export type TypedProof = ReturnType<typeof useProof>
