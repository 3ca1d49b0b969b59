import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'

export type Crumb = { label: string; to: string }

type Props = {
  title: string
  /** Stands beside the title: tags, a number. */
  extra?: ReactNode
  /** Buttons at the right; at most one primary. */
  actions?: ReactNode
  /** The pages above this one. */
  breadcrumbs?: Crumb[]
  /** Under the title: the pages beside this one (`PageTabs`). */
  nav?: ReactNode
  children: ReactNode
}

/** A page's title line and body; the title is also the browser tab's. */
export function Page({ title, extra, actions, breadcrumbs = [], nav, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 治未`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {breadcrumbs.length > 0 && (
            <nav className="page-crumbs">
              {breadcrumbs.map(({ label, to }) => (
                <span key={to}>
                  <Link to={to}>{label}</Link>
                  <span aria-hidden="true">/</span>
                </span>
              ))}
            </nav>
          )}
          <div className="page-title-line">
            <h1>{title}</h1>
            {extra}
          </div>
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {nav}
      {children}
    </div>
  )
}
