import { type ReactNode, useEffect, useRef } from 'react'
import { cameFromAnother } from '../address.ts'
import { usePortal } from '../portal-context.ts'

type Props = { title: string; lead?: ReactNode; before?: ReactNode; narrow?: boolean; children: ReactNode }

/** One screen: its title is the tab's too, and takes the focus when somebody came from another screen, so that it is read out first. */
export function Screen({ title, lead, before, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { settings } = usePortal()
  useEffect(() => {
    document.title = `${title} · ${settings.name}`
    if (!cameFromAnother()) return
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [title, settings.name])
  return (
    <main className="screen" id="content">
      {before}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </main>
  )
}
