/** The mark of 治未: a curve that rises, met by care before it breaks, and the calm line after. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1F6F78" />
      <path d="M6 23c5 0 6.5-3 8.5-7.5S18.5 9 21 9" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path d="M17.5 23H26" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="24.6" cy="9" r="2.4" fill="#E9B949" />
    </svg>
  )
}
