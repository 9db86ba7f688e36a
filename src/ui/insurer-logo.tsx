import { useState } from 'react'

/** The insurer's logo, hidden if missing. The name is always shown beside it. */
export function InsurerLogo({ path, size = 40 }: { path: string | null; size?: 24 | 40 }) {
  const [broken, setBroken] = useState(false)
  if (!path || broken) return null
  return (
    <img
      src={path}
      alt=""
      width={size}
      height={size}
      decoding="async"
      onError={() => setBroken(true)}
      className={`${size === 24 ? 'size-6' : 'size-10'} shrink-0 rounded bg-white object-contain`}
    />
  )
}
