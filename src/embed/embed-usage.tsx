import type { GlobalComponents } from 'vue'
import type { AigoboAttributes, AigoboEvents, AigoboPortalElement } from './embed.d.ts'

/* The compiler checks this file: it uses every attribute, property and event as a partner does. */

export const ALL: Required<AigoboAttributes> = {
  partner: 'ID',
  mode: 'popup',
  product: '200207',
  plan: '30543',
  language: 'en',
  scheme: 'auto',
  accent: '#0f5e63',
  radius: 8,
  token: 'a.b.c',
  'token-url': '/aigobo-token',
}
export const EVENTS: { [Name in keyof AigoboEvents]: (event: AigoboEvents[Name]) => unknown } = {
  'aigobo-ready': ({ detail }) => detail.version,
  'aigobo-resize': ({ detail }) => detail.height,
  'aigobo-step': ({ detail }) => detail.step,
  'aigobo-ordered': ({ detail }) => detail.reference,
  'aigobo-handed-over': ({ detail }) => detail.order,
  'aigobo-status': ({ detail }) => detail.status,
  'aigobo-warning': ({ detail }) => detail.faults.map(({ field }) => field),
  'aigobo-error': ({ detail }) => [detail.code, detail.reason, detail.claim],
}

const inReact = (
  <aigobo-portal
    {...ALL}
    tokenUrl="/aigobo-token"
    className="insurance"
    hidden={false}
    onaigobo-ordered={({ detail }) => detail.order}
    onaigobo-error={({ detail }) => detail.reason}
  >
    <a href="https://www.example.com">Insure this trip</a>
  </aigobo-portal>
)
// @ts-expect-error -- the site's ID is required
const withoutPartner = <aigobo-portal product="200207" />
// @ts-expect-error -- no such mode
const unknownMode = <aigobo-portal partner="ID" mode="window" />

/** As a template of Vue is checked. */
const inVue: InstanceType<GlobalComponents['aigobo-portal']>['$props'] = {
  ...ALL,
  tokenUrl: '/aigobo-token',
  class: 'insurance',
  onAigoboOrdered: ({ detail }) => detail.order,
  onAigoboHandedOver: ({ detail }) => detail.reference,
  onAigoboError: ({ detail }) => detail.reason,
}

const asProperties = (element: AigoboPortalElement) => {
  Object.assign(element, { tokenUrl: null, radius: 4 })
  element.tokenUrl = null
  element.addEventListener('aigobo-status', ({ detail }) => detail.status)
  element.show()
}

export const USES = [inReact, withoutPartner, unknownMode, inVue, asProperties]
