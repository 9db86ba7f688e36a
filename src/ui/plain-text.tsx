/** Plain text: `# ` starts a heading, an empty line a paragraph. */
export function PlainText({ text }: { text: string }) {
  return text.split(/\n\s*\n/).map((part, place) =>
    part.trim().startsWith('#') ? (
      <h2 key={place} className="mt-6 mb-2 font-semibold">
        {part.trim().replace(/^#+\s*/, '')}
      </h2>
    ) : (
      <p key={place} className="mb-3 break-words whitespace-pre-line">
        {part.trim()}
      </p>
    ),
  )
}
