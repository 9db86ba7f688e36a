import { icon } from './icon.tsx'

export const ChevronIcon = icon(<path d="M3.5 6L8 10.5 12.5 6" />)
export const BackIcon = icon(<path d="M9.5 3.5L5 8l4.5 4.5" />)
export const FileIcon = icon(<path d="M4 1.5h5L12.5 5v9.5H4zM9 1.5V5h3.5" />)
export const PhoneIcon = icon(
  <path d="M4.5 1.8L6.3 5.2 4.9 6.6a8 8 0 0 0 4.5 4.5l1.4-1.4 3.4 1.8c-.2 1.8-1.3 2.8-2.7 2.8C6.3 14.3 1.7 9.7 1.7 4.5c0-1.4 1-2.5 2.8-2.7z" />,
)
export const WarnIcon = icon(<path d="M8 2L1.5 13.5h13zM8 6.5v3.2M8 11.7v.1" />)
