import * as z from 'zod/mini'
import { AddDocument } from '../add-document.ts'
import { PutCover } from '../cover.ts'
import { FileHash, KeptFile } from '../kept-file.ts'
import { DocumentList, Product, ProductDocument, ProductList, PutProduct } from '../products.ts'
import type { Endpoint } from './endpoint.ts'

const params = z.object({
  productCode: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(32, 'too-long-32')),
})

export const listProducts = {
  method: 'GET',
  path: '/api/products',
  summary: 'List the catalogue.',
  access: 'clerk',
  visibility: 'public',
  answers: { 200: ProductList },
} as const satisfies Endpoint

export const putProduct = {
  method: 'PUT',
  path: '/api/products/:productCode',
  summary: 'Add a product or read it again from the platform (7.5). Omitted rules and texts stay.',
  access: 'admin',
  visibility: 'public',
  params,
  body: z.nullish(PutProduct),
  answers: { 200: Product, 201: Product },
} as const satisfies Endpoint

export const readPlan = {
  method: 'PUT',
  path: '/api/products/:productCode/plans/:planCode',
  summary: 'Read one plan again from the platform (7.5 with its planCode).',
  access: 'admin',
  visibility: 'internal',
  params: z.extend(params, { planCode: z.string().check(z.maxLength(32, 'too-long-32')) }),
  answers: { 200: Product },
} as const satisfies Endpoint

export const readProduct = {
  method: 'GET',
  path: '/api/products/:productCode',
  summary: 'Read a product.',
  access: 'clerk',
  visibility: 'public',
  params,
  answers: { 200: Product },
} as const satisfies Endpoint

export const readProductLogo = {
  method: 'GET',
  path: '/api/products/:productCode/logo',
  summary: 'Get the insurer’s logo.',
  access: 'clerk',
  visibility: 'internal',
  params,
  answers: { 200: 'image/*' },
} as const satisfies Endpoint

export const listDocuments = {
  method: 'GET',
  path: '/api/products/:productCode/documents',
  summary: 'List the current documents of a product.',
  access: 'clerk',
  visibility: 'internal',
  params,
  answers: { 200: DocumentList },
} as const satisfies Endpoint

export const addDocument = {
  method: 'POST',
  path: '/api/products/:productCode/documents',
  summary: 'Add a document to a product: text, an uploaded PDF, or the address of one, which is fetched.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: AddDocument,
  answers: { 201: ProductDocument },
} as const satisfies Endpoint

export const putCover = {
  method: 'PUT',
  path: '/api/products/:productCode/cover',
  summary: 'Replace what the product covers: the table and its document.',
  access: 'admin',
  visibility: 'internal',
  params,
  body: PutCover,
  answers: { 200: Product },
} as const satisfies Endpoint

export const retireDocument = {
  method: 'DELETE',
  path: '/api/products/:productCode/documents/:id',
  summary: 'Retire a document. It stays readable for customers who agreed to it.',
  access: 'admin',
  visibility: 'internal',
  params: z.extend(params, { id: z.uuid() }),
  answers: { 204: null },
} as const satisfies Endpoint

export const uploadDocumentFile = {
  method: 'POST',
  path: '/api/document-files',
  summary: 'Upload a PDF of at most 20 MB as the request body. Add it to a product by `file`.',
  access: 'admin',
  visibility: 'internal',
  body: z.unknown(),
  answers: { 201: KeptFile },
} as const satisfies Endpoint

export const readDocumentFile = {
  method: 'GET',
  path: '/api/document-files/:sha256/document.pdf',
  summary: 'Get an uploaded PDF by the SHA-256 of its content.',
  access: 'anyone',
  visibility: 'internal',
  params: z.object({ sha256: FileHash }),
  answers: { 200: 'application/pdf' },
} as const satisfies Endpoint
