import { icon } from './icon.tsx'

export const ChevronIcon = icon(<path d="M3.500 6L8 10.500 12.500 6" />)
export const BackIcon = icon(<path d="M9.500 3.500L5 8l4.500 4.500" />)
export const CloseIcon = icon(<path d="M4 4l8 8M12 4l-8 8" />)
export const CopyIcon = icon(<path d="M6 6h7.500v7.500H6zM3.500 10H2.500V2.500H10v1" />)
export const CheckIcon = icon(<path d="M3 8.500l3.200 3.200L13 5" />)
export const FileIcon = icon(<path d="M4 1.500h5L12.500 5v9.500H4zM9 1.500V5h3.500" />)
/** For files that are saved and not shown. */
export const DownloadIcon = icon(<path d="M8 2v8.500M4.500 7L8 10.500 11.500 7M3 13.500h10" />)
export const ClockIcon = icon(<path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.500V8l2.500 1.500" />)
export const PhoneIcon = icon(
  <path d="M4.500 1.800L6.300 5.200 4.900 6.600a8 8 0 0 0 4.500 4.500l1.400-1.400 3.400 1.800c-.2 1.800-1.300 2.800-2.700 2.800C6.300 14.300 1.700 9.700 1.700 4.500c0-1.400 1-2.500 2.800-2.700z" />,
)
export const WarnIcon = icon(<path d="M8 2L1.500 13.500h13zM8 6.500v3.200M8 11.700v.100" />)
export const ReturnIcon = icon(<path d="M6 3L2.500 6.500 6 10M3 6.500h6.500a4 4 0 0 1 0 8H7" />)
export const CalendarIcon = icon(
  <path d="M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 1.500v3M10.500 1.500v3" />,
)
