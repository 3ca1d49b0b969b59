import { MoreOutlined } from '@ant-design/icons'
import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation } from 'react-router'
import { type Entry, isAt, useNavigation } from './navigation.tsx'

const places = 5

/** The rail of a phone; what finds no place stands under the last one, in its groups. */
export function BottomBar() {
  const { t } = useTranslation('ui')
  const entries = useNavigation()
  const { pathname } = useLocation()
  const shown = entries.length > places ? entries.slice(0, places - 1) : entries
  const rest = entries.slice(shown.length)
  const isBelow = rest.some((entry) => isAt(entry, pathname))
  const itemOf = ({ to, words, icon }: Entry) => ({ key: to, icon, label: <Link to={to}>{t(words)}</Link> })
  const items = [...new Set(rest.map(({ group }) => group))].flatMap((group): NonNullable<MenuProps['items']> => {
    const children = rest.filter((entry) => entry.group === group).map(itemOf)
    return group ? [{ type: 'group' as const, key: group, label: t(group), children }] : children
  })
  return (
    <nav className="bottom-bar" aria-label={t('nav.label')}>
      {shown.map(({ to, words, icon }) => (
        <NavLink key={to} to={to} end={to === '/'} className="bottom-entry">
          {icon}
          <span>{t(words)}</span>
        </NavLink>
      ))}
      {rest.length > 0 && (
        <Dropdown trigger={['click']} placement="topRight" classNames={{ root: 'bottom-more' }} menu={{ items }}>
          <button type="button" className={`bottom-entry${isBelow ? ' active' : ''}`}>
            <MoreOutlined />
            <span>{t('nav.more')}</span>
          </button>
        </Dropdown>
      )}
    </nav>
  )
}
