/** The idea of 治未 as a drawing: complaints rise through the stages; met early (the dot), they settle instead of breaking out (dashed). */
export function CalmCurve() {
  return (
    <svg viewBox="0 0 480 260" fill="none" className="calm-curve" role="presentation">
      {[40, 95, 150, 205].map((y) => (
        <path key={y} d={`M0 ${y}H480`} className="calm-grid" />
      ))}
      <path d="M248 122C290 60 318 28 372 20" className="calm-feared" />
      <path d="M0 214C60 212 104 206 148 186C190 167 214 154 248 122" className="calm-rise" />
      <path d="M248 122C276 96 296 128 324 160C352 192 396 204 480 206" className="calm-settled" />
      <circle cx="248" cy="122" r="13" className="calm-halo" />
      <circle cx="248" cy="122" r="6" className="calm-dot" />
    </svg>
  )
}
