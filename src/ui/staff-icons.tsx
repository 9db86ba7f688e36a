import { icon } from './icon.tsx'

export const DeskIcon = icon(<path d="M2.500 13.500h11M4.500 13.500V9M8 13.500V3M11.500 13.500V6.500" />)
export const SellIcon = icon(<path d="M8 3v10M3 8h10" />)
export const OrdersIcon = icon(<path d="M3.500 2.500h9v11h-9zM6 5.500h4M6 8h4M6 10.500h2" />)
export const PoliciesIcon = icon(
  <path d="M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM6 8l1.500 1.500L10.200 6.500" />,
)
export const InvoicesIcon = icon(
  <path d="M3.500 1.500v13l1.500-1 1.500 1 1.500-1 1.500 1 1.500-1 1.500 1v-13zM6 5.500h4M6 8.500h4" />,
)
export const MembersIcon = icon(
  <path d="M8 7.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM3 13.500c.4-2.500 2.400-4 5-4s4.600 1.500 5 4" />,
)
export const ProductsIcon = icon(<path d="M2.500 5L8 2l5.500 3v6L8 14l-5.500-3zM2.500 5L8 8l5.500-3M8 8v6" />)
export const AdminIcon = icon(
  <path d="M2.500 4.500h5M11.500 4.500h2M2.500 11.500h2M8.500 11.500h5M9.500 2.500v4M6.500 9.500v4" />,
)
export const RefreshIcon = icon(<path d="M13.500 8a5.500 5.500 0 1 1-1.600-3.900M13.500 2v2.500H11" />)
export const SearchIcon = icon(<path d="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700L14 14" />)
export const LinkIcon = icon(
  <path d="M6.500 9.500l3-3M7 4.500l1.500-1.500a2.830 2.830 0 0 1 4 4L11 8.500M9 11.500L7.500 13a2.830 2.830 0 0 1-4-4L5 7.500" />,
)
export const MoreIcon = icon(<path d="M3.500 8h.01M8 8h.01M12.500 8h.01" strokeWidth="2.500" />)
export const QrIcon = icon(
  <path d="M2.500 2.500h4v4h-4zM9.500 2.500h4v4h-4zM2.500 9.500h4v4h-4zM9.500 9.500h1.500v1.500M13.500 9.500v.01M9.500 13.500v.01M13.500 12.500v1h-1.500" />,
)
