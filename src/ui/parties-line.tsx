/** Who stands behind what is shown, in full, above everything else. */
export function PartiesLine({ parties }: { parties: readonly (readonly [string, string | null])[] }) {
  return (
    <p className="-mt-3 mb-5 flex flex-wrap gap-x-4 border-b border-line pb-3 text-base text-muted">
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
