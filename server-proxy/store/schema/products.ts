import type { Generated, Selectable } from 'kysely'
import type { Cover } from '#contract/cover.ts'
import type { DocumentKind, Plan, ProductRules } from '#contract/products.ts'
import type { CreatedAt, Json } from './columns.ts'

export type Products = {
  product_code: string
  product_name: string
  /** The platform's address; the browser gets the BFF's path. */
  logo_url: string | null
  plans: Json<Plan[]>
  rules: Json<ProductRules>
  insurer_name: string | null
  seller_name: string | null
  claims: string | null
  /** Phones that customers call. */
  seller_phone: string | null
  insurer_hotline: string | null
  /** An admin set the rules. */
  rules_set: Generated<boolean>
  /** An admin said that it has no documents. */
  no_documents: Generated<boolean>
  read_at: Date
  created_at: CreatedAt
}

export type ProductDocuments = {
  id: string
  product_code: string
  kind: DocumentKind
  title: string
  version: string
  content: string | null
  url: string | null
  file_id: string | null
  /** The table that `content` states in words; null in other documents. */
  cover: Json<Cover | null> | null
  created_by: string
  created_at: CreatedAt
  /** When it was replaced by another version or withdrawn. */
  retired_at: Date | null
}

export type ProductRow = Selectable<Products>
