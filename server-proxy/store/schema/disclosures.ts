import type { CreatedAt } from './columns.ts'

export type Disclosures = {
  id: string
  /** SHA-256 of `content`. */
  sha256: Buffer
  /** The JSON exactly as it was hashed. */
  content: string
  created_by: string
  created_at: CreatedAt
}
