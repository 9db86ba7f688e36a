import { publicOnly, type Rule } from './egress.ts'

/** Where partners' events may go: public https; with the sandbox also this machine, so that it can be tried. */
export const webhookRule = (sandbox: boolean): Rule => publicOnly(sandbox ? ['localhost', '127.0.0.1'] : [])
