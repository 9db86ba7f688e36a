import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, NONE } from '../../api/use-faults.ts'
import type { beginPasskeyProof, beginPasskeySignIn } from '../../contract/endpoints/factors.ts'
import { Proof, type ProofKind } from '../../contract/factors.ts'
import { askPasskey, passkeysWork } from './passkeys.ts'

/** A proof, typed or from a passkey: one of `kinds`, at first the first one. */
export function useProof(all: readonly ProofKind[]) {
  const kinds = all.filter((kind) => kind !== 'passkey' || passkeysWork())
  const [kind, setKind] = useState<ProofKind>(kinds[0] ?? 'recovery')
  const [code, setCode] = useState('')
  return {
    kinds,
    kind,
    code,
    found: kind === 'passkey' ? NONE : issuesOf(z.safeParse(Proof, { kind, code }).error),
    async give(begin: typeof beginPasskeyProof | typeof beginPasskeySignIn): Promise<Proof> {
      return kind === 'passkey' ? { kind, assertion: await askPasskey(begin) } : { kind, code }
    },
    setCode,
    choose(next: ProofKind) {
      setKind(next)
      setCode('')
    },
  }
}

export type TypedProof = ReturnType<typeof useProof>
