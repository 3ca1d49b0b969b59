import { DownOutlined, MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { setPreferences, usePreferences } from '../../platform/preferences.ts'
import { Logo } from '../Logo.tsx'
import { type Entry, isAt, useNavigation } from './navigation.tsx'

/** The left rail: icons and words, or icons alone; each group folds away, and 设置 stays in sight below. */
export function Rail() {
  const { t } = useTranslation('ui')
  const { isRailFolded } = usePreferences()
  const entries = useNavigation()
  const nav = useRef<HTMLDivElement>(null)
  const { pathname } = useLocation()
  const here = entries.find((entry) => isAt(entry, pathname))?.to
  // On a low screen the rail is longer than it: where one is must be in sight.
  useEffect(() => {
    nav.current?.querySelector(`a[href="${here}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const foldWords = t(isRailFolded ? 'nav.unfold' : 'nav.fold')
  const groups = [...new Set(entries.filter(({ isLast }) => !isLast).map(({ group }) => group))]
  return (
    <aside className="rail">
      <Link to="/" className="rail-brand" aria-label={t('product.name')}>
        <Logo />
        <span className="rail-words">{t('product.name')}</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        <div ref={nav} className="rail-entries">
          {groups.map((group) => (
            <RailGroup key={group ?? ''} group={group} entries={entries.filter((entry) => entry.group === group && !entry.isLast)} />
          ))}
        </div>
        {entries.map((entry) => entry.isLast && <RailEntry key={entry.to} entry={entry} />)}
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

/** A closed group still shows the page one is on. */
function RailGroup({ group, entries }: { group: string | undefined; entries: Entry[] }) {
  const { t } = useTranslation('ui')
  const { isRailFolded, closedGroups } = usePreferences()
  const { pathname } = useLocation()
  if (!group) return entries.map((entry) => <RailEntry key={entry.to} entry={entry} />)
  const isClosed = !isRailFolded && closedGroups.includes(group)
  const shown = isClosed ? entries.filter((entry) => isAt(entry, pathname)) : entries
  const toggle = () =>
    setPreferences({ closedGroups: isClosed ? closedGroups.filter((other) => other !== group) : [...closedGroups, group] })
  return (
    <>
      <button type="button" className="rail-group" aria-expanded={!isClosed} disabled={isRailFolded} onClick={toggle}>
        <span className="rail-words">{t(group)}</span>
        <DownOutlined className="rail-chevron" />
      </button>
      {shown.map((entry) => (
        <RailEntry key={entry.to} entry={entry} />
      ))}
    </>
  )
}

function RailEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation('ui')
  const { isRailFolded } = usePreferences()
  const { pathname } = useLocation()
  const { to, words, icon } = entry
  const isHere = isAt(entry, pathname)
  return (
    <Link
      to={to}
      aria-current={isHere ? 'page' : undefined}
      className={`rail-entry${isHere ? ' active' : ''}`}
      title={isRailFolded ? t(words) : undefined}
    >
      {icon}
      <span className="rail-words">{t(words)}</span>
    </Link>
  )
}
