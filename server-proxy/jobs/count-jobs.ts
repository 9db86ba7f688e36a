import { Counter } from 'prom-client'

/** Jobs that this process ran. */
export const jobsDone = new Counter({
  name: 'portal_jobs_total',
  help: 'Jobs run by queue and result: done or failed (and tried again)',
  labelNames: ['queue', 'result'],
  registers: [],
})
