import { useTranslation } from 'react-i18next'
import { NavLink, Outlet } from 'react-router'
import { useNavigation } from './navigation.tsx'

/** The pages of 设置 beside each other. */
export function SettingsFrame() {
  const { t } = useTranslation('ui')
  const { settings } = useNavigation()
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t('nav.settings')}>
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
