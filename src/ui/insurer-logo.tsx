import { useState } from 'react'

/** The insurer's logo, hidden if missing. The name is always shown beside it. */
export function InsurerLogo({ path }: { path: string | null }) {
  const [broken, setBroken] = useState(false)
  if (!path || broken) return null
  return (
    <img
      src={path}
      alt=""
      width={40}
      height={40}
      decoding="async"
      onError={() => setBroken(true)}
      className="size-10 shrink-0 rounded bg-white object-contain"
    />
  )
}
