import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { setPreferences, usePreferences } from '../../platform/preferences.ts'
import { Logo } from '../Logo.tsx'
import { useNavigation } from './navigation.tsx'

/** The left rail: icons and words, or icons alone. */
export function Rail() {
  const { t } = useTranslation('ui')
  const { isRailFolded } = usePreferences()
  const { entries } = useNavigation()
  const foldWords = t(isRailFolded ? 'nav.unfold' : 'nav.fold')
  return (
    <aside className="rail">
      <Link to="/" className="rail-brand" aria-label={t('product.name')}>
        <Logo />
        <span className="rail-words">{t('product.name')}</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        {entries.map(({ to, words, icon }) => (
          <NavLink key={to} to={to} end={to === '/'} className="rail-entry" title={isRailFolded ? t(words) : undefined}>
            {icon}
            <span className="rail-words">{t(words)}</span>
          </NavLink>
        ))}
      </nav>
      <button
        type="button"
        className="rail-fold"
        title={foldWords}
        aria-label={foldWords}
        onClick={() => setPreferences({ isRailFolded: !isRailFolded })}
      >
        {isRailFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      </button>
    </aside>
  )
}
