import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import { SERVER_SNIPPETS, type ServerLanguage } from '#contract/token-snippets.ts'
import { WEBHOOK_SNIPPETS } from '#contract/webhook-snippets.ts'

/** The servers that the tests run, with placeholders for the partner's own values. */
export function codeMarkdown(portal: string): string {
  const of = {
    portal,
    partner: 'YOUR-SITE-ID',
    origin: 'https://www.example.com',
    product: '200207',
  }
  const languages = Object.keys(SERVER_SNIPPETS) as ServerLanguage[]
  const block = (name: string, { file, text }: { file: string; text: string }) =>
    `### ${name}\n\nSave as \`${file}\`.\n\n\`\`\`\n${text.trimEnd()}\n\`\`\`\n`
  const tokens = languages.map((one) => {
    const { name, file, write } = SERVER_SNIPPETS[one]
    return block(`Token in ${name}`, { file, text: write(of) })
  })
  const hooks = languages.map((one) =>
    block(`Webhook in ${WEBHOOK_SNIPPETS[one].name}`, WEBHOOK_SNIPPETS[one]),
  )
  return `# Code

Complete servers without dependencies. Replace the site's ID, origin and product, set the secret in the environment, and run the file.

## Sign a token

Answers \`/aigobo-token\`, the \`token-url\` of the element. For the Partner API sign the same way, with \`aud\` \`${portal}${PARTNER_API}\` and without \`origin\`, \`product\` and \`reference\`.

${tokens.join('\n')}
## Verify a webhook

Answers \`/hook\`. It refuses what the portal did not sign and what is more than 5 minutes old.

${hooks.join('\n')}`
}
