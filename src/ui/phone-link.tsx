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

type Party = { role: string; name: string | null; phone: string | null; call: string }

/** The numbers to call: each party with its full name and number. */
export function Contacts({ parties }: { parties: readonly Party[] }) {
  return (
    <ul className="mt-6 divide-y divide-line border-y border-line">
      {parties.map(
        ({ role, name, phone, call }) =>
          (name ?? phone) && (
            <li key={role} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5">
              <span className="min-w-0 py-1.5 break-words">
                <span className="text-muted">{role}</span> {name}
              </span>
              {phone && <PhoneLink phone={phone} label={call} />}
            </li>
          ),
      )}
    </ul>
  )
}
