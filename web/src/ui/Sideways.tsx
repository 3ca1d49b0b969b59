import type { ReactNode, Ref } from 'react'

type Props = {
  label: string
  /** Instead of `sideways`, for a part that scrolls in its own way. */
  className?: string
  role?: 'log'
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/** What may be larger than its place: moved by touch, and by the arrow keys once it has the focus. */
export function Sideways({ label, className = 'sideways', role, ref, children }: Props) {
  return (
    <section ref={ref} className={className} role={role} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
