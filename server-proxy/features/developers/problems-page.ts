import { problemWords } from '#contract/problems.ts'

/** Codes of the Partner API, grouped by what the partner's developer does about them. */
const CODES: [code: string, status: string, advice: string][] = [
  ['invalid', '400', 'Correct the values that `fields` names, and send the request again.'],
  ['key-required', '400', 'Send the header `Idempotency-Key`.'],
  ['bad-request', '400', 'The request is not JSON, or not HTTP as it should be.'],
  ['token-missing', '401', 'Send `Authorization: Bearer …`.'],
  [
    'token-invalid',
    '401',
    'Correct what `fields` names. Without `fields`, none of your keys signed the token.',
  ],
  ['token-expired', '401', 'Sign a new token for each request, and set your server’s clock.'],
  ['partner-disabled', '403', 'Ask the administrator to enable your site.'],
  ['partner-unlicensed', '403', 'Only a licensed site may do this.'],
  ['scope-missing', '403', 'Ask the administrator for the permission that `detail` names.'],
  ['not-found', '404', 'No such order, policy, file or address for your site.'],
  ['conflict', '409', 'The order’s state does not allow this. Read the order.'],
  ['reference-taken', '409', '`detail` is the living order with this reference. Read it instead.'],
  ['not-issued', '409', 'The platform has no policy yet. Wait for `issued`.'],
  ['surrender-stands', '409', 'A surrender was already requested. Wait for its result.'],
  ['policy-surrendered', '409', 'One of the policies has ended or is ending. Read the policies.'],
  ['invoice-exists', '409', 'The invoice was already applied for. Read the invoices.'],
  ['invoice-unsupported', '409', 'The product has no invoice.'],
  ['order-erased', '409', 'The people of this order were sealed or erased.'],
  ['key-reused', '422', 'This key was used for another request. Use a new one.'],
  [
    'needs-confirmation',
    '422',
    'Check what `fields` names, then send it with `"confirmed": true` and a new key.',
  ],
  ['too-many-requests', '429', 'Wait for `Retry-After`.'],
  ['internal', '500', 'Quote `requestId` to the administrator. Repeat a read, or an order with its key.'],
  [
    'platform-unreachable',
    '502, 503',
    'The platform does not answer. Try again later, an order with its key.',
  ],
  ['file-unavailable', '502', 'The platform does not give the PDF now. Try again later.'],
  ['platform-busy', '503', 'Wait for `Retry-After`.'],
  ['unavailable', '503', 'The portal cannot answer now. Try again later.'],
  ['cannot-keep', '503', 'The portal cannot store anything now. Try again later.'],
]

export function problemsMarkdown(): string {
  const rows = CODES.map(
    ([code, status, advice]) =>
      `| <span id="${code}">\`${code}\`</span> | ${status} | ${problemWords(code, 'en')} · ${problemWords(code, 'zh')} | ${advice} |`,
  )
  return `# Problems

Each problem has a \`code\`, by which your program decides, a \`title\` in the language of \`Accept-Language\`, and a \`requestId\`. A code of four digits is the platform's own (422): the platform refused, and its message is in \`detail\`. [Partner API](/developers/partner-api) shows a whole problem. [Embedding](/developers/embed) lists the codes of the frame.

| code | status | title | what to do |
|---|---|---|---|
${rows.join('\n')}
`
}
