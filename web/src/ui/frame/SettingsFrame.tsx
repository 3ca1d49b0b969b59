import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, Outlet, useLocation } from 'react-router'
import { useNavigation } from './navigation.tsx'

/** The pages of 设置 beside each other. */
export function SettingsFrame() {
  const { t } = useTranslation('ui')
  const { settings } = useNavigation()
  const { pathname } = useLocation()
  const nav = useRef<HTMLElement>(null)
  // On a phone the row is longer than the screen.
  useEffect(() => {
    nav.current?.querySelector(`a[href="${pathname}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pathname])
  return (
    <div className="settings">
      <nav ref={nav} className="settings-nav" aria-label={t('nav.settings')}>
        {settings.map(({ to, words }) => (
          <NavLink key={to} to={to}>
            {t(words)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
