/**
 * How the platform behaves apart from its rules; README.md explains each word. The first of each is the
 * normal one.
 */
export const SCENARIO_CHOICES = {
  notify: ['normal', 'none', 'twice', 'late', 'early', 'reversed'],
  issue: ['ok', 'fails', 'partly', 'stuck'],
  holder: ['as-entered', 'enterprise'],
  labels: ['usual', 'synonyms', 'unknown'],
  urls: [
    'http',
    'schemeless',
    'https',
    'script',
    'file',
    'private',
    'lookalike',
    'redirect',
    'html',
    'huge',
    'slow',
    'missing',
  ],
  amount: ['as-shown', 'reduced', 'dearer'],
  surrender: ['ok', 'refused', 'fails', 'ignored'],
  invoice: ['ok', 'fails', 'partly', 'stuck'],
  invoiceFile: ['pdf', 'ofd', 'xml', 'all'],
} as const

export type Scenario = {
  [Name in keyof typeof SCENARIO_CHOICES]: (typeof SCENARIO_CHOICES)[Name][number]
}
