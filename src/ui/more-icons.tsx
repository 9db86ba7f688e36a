// Icons that the first page of a purchase does not show.
import { icon } from './icon.tsx'

export const CloseIcon = icon(<path d="M4 4l8 8M12 4l-8 8" />)
export const CopyIcon = icon(<path d="M6 6h7.5v7.5H6zM3.5 10H2.5V2.5H10v1" />)
export const CheckIcon = icon(<path d="M3 8.5l3.2 3.2L13 5" />)
/** For files that are saved and not shown. */
export const DownloadIcon = icon(<path d="M8 2v8.5M4.5 7L8 10.5 11.5 7M3 13.5h10" />)
export const ClockIcon = icon(<path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.5V8l2.5 1.5" />)
export const ReturnIcon = icon(<path d="M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7" />)
export const CalendarIcon = icon(<path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3" />)
