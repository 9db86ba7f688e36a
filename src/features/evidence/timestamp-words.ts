import { splitEvidence } from '../../contract/evidence.ts'
import {
  type EvidenceTimestamp,
  splitTimestamp,
  TIMESTAMP_FAULT_WORDS,
} from '../../contract/evidence-timestamp.ts'
import { shanghaiTime } from '../../lib/time.ts'
import { useLanguage, useText } from '../../ui/language.tsx'
import { evidenceMessages } from './messages.ts'

/** The timestamp of an exported file; null if no authority was asked. */
export async function timestampIn(file: Blob): Promise<EvidenceTimestamp | null> {
  const parts = splitEvidence(new Uint8Array(await file.arrayBuffer()))
  const timestamp = parts && splitTimestamp(parts.content)?.timestamp
  return timestamp && timestamp !== 'malformed' ? timestamp : null
}

/** Says by whom and when a file was timestamped, or why it was not. */
export function useTimestampWords(): (timestamp: EvidenceTimestamp) => string {
  const t = useText(evidenceMessages)
  const { language } = useLanguage()
  return (timestamp) =>
    'missing' in timestamp
      ? t.unstamped(TIMESTAMP_FAULT_WORDS[timestamp.missing][language], timestamp.authority)
      : t.stamped(shanghaiTime(timestamp.at, true), timestamp.authority)
}
