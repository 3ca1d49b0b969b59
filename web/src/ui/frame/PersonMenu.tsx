import { CheckOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Density, type Language, setPreferences, type ThemeChoice, usePreferences } from '../../platform/preferences.ts'
import { useSession, useSignOut } from '../../platform/session.ts'
import { densities, languages, themeChoices } from './choices.ts'

/** Who one is, how the app looks and speaks, and the way out. */
export function PersonMenu() {
  const { t } = useTranslation('ui')
  const { user } = useSession()
  const { theme, language, density } = usePreferences()
  const { mutate: signOut } = useSignOut()

  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: <Who /> },
    { type: 'divider' },
    {
      key: 'theme',
      type: 'group',
      label: t('top.theme'),
      children: themeChoices.map((choice) => ({ key: `theme:${choice}`, icon: tick(choice === theme), label: t(`theme.${choice}`) })),
    },
    {
      key: 'density',
      type: 'group',
      label: t('top.density'),
      children: densities.map((choice) => ({ key: `density:${choice}`, icon: tick(choice === density), label: t(`density.${choice}`) })),
    },
    {
      key: 'language',
      type: 'group',
      label: t('top.language'),
      children: languages.map((choice) => ({ key: `language:${choice}`, icon: tick(choice === language), label: t(`language.${choice}`) })),
    },
    { type: 'divider' },
    { key: 'security', icon: <UserOutlined />, label: <Link to="/settings/security">{t('settings.security')}</Link> },
    { key: 'signOut', icon: <LogoutOutlined />, label: t('top.signOut') },
  ]

  function choose(key: string) {
    const [what, choice] = key.split(':')
    if (what === 'theme') setPreferences({ theme: choice as ThemeChoice })
    if (what === 'density') setPreferences({ density: choice as Density })
    if (what === 'language') setPreferences({ language: choice as Language })
    if (key === 'signOut') signOut()
  }

  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => choose(key) }}>
      <button type="button" className="person" aria-haspopup="menu">
        <span className="person-mark" aria-hidden="true">
          {user.name.slice(0, 1)}
        </span>
        <span className="person-words">{user.name}</span>
      </button>
    </Dropdown>
  )
}

const tick = (isChosen: boolean) => <CheckOutlined className={isChosen ? undefined : 'is-absent'} aria-hidden={!isChosen} />

function Who() {
  const { user, tenant } = useSession()
  return (
    <span className="person-who">
      <strong>{user.name}</strong>
      <span className="meta">{[user.unit?.name, tenant.name].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
