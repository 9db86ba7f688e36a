/** Full names of insurer and seller, at the top or `below` a headline. */
export function PartiesLine({
  parties,
  below = false,
}: {
  parties: readonly (readonly [string, string | null])[]
  below?: boolean
}) {
  const place = below ? 'mt-5' : '-mt-3 mb-5 border-b border-line pb-3'
  return (
    <p className={`flex flex-wrap gap-x-4 text-base text-muted ${place}`}>
      {parties.map(
        ([role, name]) =>
          name && (
            <span key={role}>
              {role} <span className="text-ink">{name}</span>
            </span>
          ),
      )}
    </p>
  )
}
