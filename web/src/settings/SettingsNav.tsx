import { CloseOutlined, DownOutlined, SearchOutlined } from '@ant-design/icons'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { foundIn, useSettingsPages } from './use-settings.ts'

/** 设置目录: found by name or by typing; on a phone a button that names the page one is on and unfolds the rest. */
export function SettingsNav() {
  const { t } = useTranslation('settings')
  const pages = useSettingsPages()
  const { pathname } = useLocation()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [shownAt, setShownAt] = useState(pathname)
  const nav = useRef<HTMLElement>(null)
  const id = useId()
  if (shownAt !== pathname) {
    setShownAt(pathname)
    setOpen(false)
    setTyped('')
  }
  const here = pages.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  const parts = foundIn(pages, typed)
  return (
    <nav ref={nav} className={`settings-nav${isOpen ? ' is-open' : ''}`} aria-label={t('ui:nav.settings')} onKeyDown={walk}>
      <button type="button" className="settings-chosen" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {here && <span className="meta">{here.groupName}</span>}
        <span>{here?.name ?? t('ui:nav.settings')}</span>
        {isOpen ? <CloseOutlined /> : <DownOutlined />}
      </button>
      <div id={id} className="settings-choice">
        <Find typed={typed} onType={setTyped} first={parts[0]?.pages[0]?.to} />
        {parts.map(({ group, pages: found }) => (
          <ul key={group} aria-labelledby={`${id}-${group}`}>
            <li id={`${id}-${group}`} className="settings-group">
              {t(`group.${group}`)}
            </li>
            {found.map(({ to, name }) => (
              <li key={to}>
                <NavLink to={to}>{name}</NavLink>
              </li>
            ))}
          </ul>
        ))}
        {parts.length === 0 && <p className="meta">{t('nothing', { typed })}</p>}
      </div>
    </nav>
  )
}

type FindProps = { typed: string; onType: (typed: string) => void; first: string | undefined }

/** Enter opens the first that is left, Escape forgets what was typed. */
function Find({ typed, onType, first }: FindProps) {
  const { t } = useTranslation('settings')
  const navigate = useNavigate()
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && typed && first) void navigate(first)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onType('')
    if (typed === '') event.currentTarget.blur()
  }
  return (
    <label className="settings-find">
      <SearchOutlined />
      <input
        type="text"
        data-search
        aria-label={t('find')}
        placeholder={t('find')}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  )
}

/** The arrows go through the field and the pages. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined || event.nativeEvent.isComposing) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  stops[at + by]?.focus()
}
