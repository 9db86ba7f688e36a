import { useState } from 'react'
import { ProductsIcon } from '../../ui/staff-icons.tsx'

/** The insurer's logo, or a placeholder. */
export function ProductLogo({ path }: { path: string | null }) {
  const [broken, setBroken] = useState(false)
  if (!path || broken)
    return (
      <span className="flex size-6 shrink-0 items-center justify-center rounded bg-sunken text-faint">
        <ProductsIcon size={14} />
      </span>
    )
  return (
    <img
      src={path}
      alt=""
      width={24}
      height={24}
      onError={() => setBroken(true)}
      className="size-6 shrink-0 rounded bg-white object-contain"
    />
  )
}
