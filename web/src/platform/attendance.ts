const unattendedAfterMs = 10 * 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

let lastSignAt = Date.now()

/** Notes that somebody is there, from now on. */
export function watchAttendance(page: Pick<EventTarget, 'addEventListener'>) {
  for (const sign of signs) page.addEventListener(sign, () => (lastSignAt = Date.now()), { passive: true, capture: true })
}

/** Whether nobody has touched the page for a while: what it fetches by itself then must not keep the session alive. */
export const isUnattended = (now = Date.now()) => now - lastSignAt > unattendedAfterMs
