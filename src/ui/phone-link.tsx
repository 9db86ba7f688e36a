import { PhoneIcon } from './icons.tsx'

/** A number to call with one tap. Extensions are not dialled. */
export function PhoneLink({ phone, label }: { phone: string; label: string }) {
  return (
    <a
      href={hrefOf(phone)}
      aria-label={`${label} ${phone}`}
      className="inline-flex min-h-11 items-center gap-2 rounded text-accent tabular hover:underline"
    >
      <PhoneIcon />
      {phone}
    </a>
  )
}

/** The address that dials a number. */
export const hrefOf = (phone: string) => `tel:${phone.replace(/(ext|x|转).*$/, '').replace(/[^\d+]/g, '')}`
