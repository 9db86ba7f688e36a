import { Counter } from 'prom-client'
import { INTERFACE_NAMES } from '#contract/gateway-health.ts'

/** Calls to the platform by this process. */
export const gatewayCalls = new Counter({
  name: 'portal_gateway_calls_total',
  help: 'Calls to the platform by interface and outcome: the platform’s code, or why there is no readable answer',
  labelNames: ['interface', 'outcome'],
  registers: [],
})

// A counter that begins at 1 has no increase: the alert on refused keys would miss the first refusal.
for (const name of INTERFACE_NAMES)
  for (const outcome of ['0000', '0002', '2000', '2009', '5000'])
    gatewayCalls.inc({ interface: name, outcome }, 0)
