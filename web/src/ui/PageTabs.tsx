import { useEffect, useRef, useState } from 'react'
import { NavLink, useLocation } from 'react-router'

type Props = { label: string; pages: { to: string; words: string }[] }

/** The pages beside this one, under its title: one row, moved sideways where it is longer than the screen and fading where it goes on. */
export function PageTabs({ label, pages }: Props) {
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const [hasMore, setMore] = useState(false)
  useEffect(() => {
    nav.current?.querySelector(`a[href="${pathname}"], a[href^="${pathname}?"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  useEffect(() => {
    const row = nav.current
    if (!row) return
    const look = () => setMore(row.scrollLeft + row.clientWidth < row.scrollWidth - 1)
    const observer = new ResizeObserver(look)
    observer.observe(row)
    row.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      row.removeEventListener('scroll', look)
    }
  }, [])
  return (
    <nav ref={nav} className={`page-tabs${hasMore ? ' has-more' : ''}`} aria-label={label}>
      {pages.map(({ to, words }) => (
        <NavLink key={to} to={to} end>
          {words}
        </NavLink>
      ))}
    </nav>
  )
}
