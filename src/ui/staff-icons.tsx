import { icon } from './icon.tsx'

export const DeskIcon = icon(<path d="M2.5 13.5h11M4.5 13.5V9M8 13.5V3M11.5 13.5V6.5" />)
export const SellIcon = icon(<path d="M8 3v10M3 8h10" />)
export const OrdersIcon = icon(<path d="M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2" />)
export const PoliciesIcon = icon(<path d="M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM6 8l1.5 1.5L10.200 6.5" />)
export const InvoicesIcon = icon(
  <path d="M3.5 1.5v13l1.5-1 1.5 1 1.5-1 1.5 1 1.5-1 1.5 1v-13zM6 5.5h4M6 8.5h4" />,
)
export const MembersIcon = icon(
  <path d="M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c.4-2.5 2.400-4 5-4s4.600 1.5 5 4" />,
)
export const ProductsIcon = icon(<path d="M2.5 5L8 2l5.5 3v6L8 14l-5.5-3zM2.5 5L8 8l5.5-3M8 8v6" />)
export const AdminIcon = icon(<path d="M2.5 4.5h5M11.5 4.5h2M2.5 11.5h2M8.5 11.5h5M9.5 2.5v4M6.5 9.5v4" />)
export const RefreshIcon = icon(<path d="M13.5 8a5.5 5.5 0 1 1-1.600-3.900M13.5 2v2.5H11" />)
export const SearchIcon = icon(<path d="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700L14 14" />)
export const LinkIcon = icon(
  <path d="M6.5 9.5l3-3M7 4.5l1.5-1.5a2.830 2.830 0 0 1 4 4L11 8.5M9 11.5L7.5 13a2.830 2.830 0 0 1-4-4L5 7.5" />,
)
export const MoreIcon = icon(<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.5" />)
export const QrIcon = icon(
  <path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h1.5v1.5M13.5 9.5v.01M9.5 13.5v.01M13.5 12.5v1h-1.5" />,
)
