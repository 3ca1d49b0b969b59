import { MoreOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { useNavigation } from './navigation.tsx'

const places = 5

/** The rail of a phone; what finds no place stands under the last one. */
export function BottomBar() {
  const { t } = useTranslation('ui')
  const { entries } = useNavigation()
  const shown = entries.length > places ? entries.slice(0, places - 1) : entries
  const rest = entries.slice(shown.length)
  return (
    <nav className="bottom-bar" aria-label={t('nav.label')}>
      {shown.map(({ to, words, icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className="bottom-entry">
          {icon}
          <span>{t(words)}</span>
        </NavLink>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest.map(({ to, words, icon }) => ({ key: to, icon, label: <Link to={to}>{t(words)}</Link> })) }}
        >
          <button type="button" className="bottom-entry">
            <MoreOutlined />
            <span>{t('nav.more')}</span>
          </button>
        </Dropdown>
      )}
    </nav>
  )
}
