import { PhoneLink } from './phone-link.tsx'

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
