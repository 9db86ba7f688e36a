import { publicOnly, type Rule } from './egress.ts'

/** Targets of partners' events, and addresses of documents: public https; with the sandbox also this machine, for trials. */
export const webhookRule = (sandbox: boolean): Rule => publicOnly(sandbox ? ['localhost', '127.0.0.1'] : [])
