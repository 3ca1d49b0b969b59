import type { ReactNode } from 'react'

// Lines of 1.8 on 24, in the colour of the words beside them.
const icon = (shape: ReactNode) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {shape}
  </svg>
)

export const backIcon = icon(<path d="M14.5 5.5 8 12l6.5 6.5" />)
export const onIcon = icon(<path d="M9.5 5.5 16 12l-6.5 6.5" />)
export const writeIcon = icon(<path d="M4 20h16M6 16l1-4L16.5 2.5l3.5 3.5L10.5 15.5z" />)
export const searchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.5 15.5 5 5" />
  </>,
)
export const cameraIcon = icon(
  <>
    <path d="M3.5 8h4l1.5-2.5h6L16.5 8h4v11.5h-17z" />
    <circle cx="12" cy="13.3" r="3.5" />
  </>,
)
export const picturesIcon = icon(
  <>
    <path d="M3.5 4.5h17v15h-17z" />
    <path d="m4 17 5.5-5.5L14 16l2.5-2.5 3.5 3.5" />
    <circle cx="15.8" cy="9" r="1.4" />
  </>,
)
export const voiceIcon = icon(
  <>
    <path d="M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3z" />
    <path d="M6 11.5a6 6 0 0 0 12 0M12 17.5v3" />
  </>,
)
export const fileIcon = icon(<path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 4v4.5H18" />)
export const tickIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />)
export const crossIcon = icon(<path d="m6.5 6.5 11 11m0-11-11 11" />)
export const copyIcon = icon(<path d="M9 9h11v11H9zM15 9V4H4v11h5" />)
export const bellIcon = icon(<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4" />)
export const stopIcon = icon(<path d="M7 7h10v10H7z" />)
export const shareIcon = icon(<path d="M12 15V4m0 0L8 8m4-4 4 4M5 13v7h14v-7" />)
