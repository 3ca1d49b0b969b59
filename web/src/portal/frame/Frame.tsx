import type { ReactNode } from 'react'
import { addressOf, go } from '../address.ts'
import { usePortal } from '../portal-context.ts'
import { prefer, usePreferences } from '../preferences.ts'

/** 页首: whose portal it is, large type, the other language. */
export function Top() {
  const { tenant, settings, language, t } = usePortal()
  const { isLarge } = usePreferences()
  return (
    <>
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <header className="top">
        <div className="top-inside">
          <PlaceLink to={addressOf({ tenant })} className="brand">
            {settings.logo && <img src={settings.logo} alt="" />}
            <span>{settings.name}</span>
          </PlaceLink>
          <button type="button" className="switch" aria-pressed={isLarge} onClick={() => prefer({ isLarge: !isLarge })}>
            {t('frame.large')}
          </button>
          <button
            type="button"
            className="switch"
            lang={language === 'en' ? 'zh-CN' : 'en'}
            onClick={() => prefer({ language: language === 'en' ? 'zh-CN' : 'en' })}
          >
            {t('frame.otherLanguage')}
          </button>
        </div>
      </header>
    </>
  )
}

/** 页脚: another way to reach the company. */
export function Foot() {
  const { settings, t } = usePortal()
  if (!settings.hotline && !settings.demo) return null
  return (
    <footer className="foot">
      {settings.hotline && <p>{t('frame.hotline', { hotline: settings.hotline })}</p>}
      {settings.demo && <p>{t('frame.demo')}</p>}
    </footer>
  )
}

type LinkProps = { to: string; className?: string; children: ReactNode; onGo?: () => void }

/** A link to another screen: a real address, taken without loading the page anew. */
export function PlaceLink({ to, className, children, onGo }: LinkProps) {
  return (
    <a
      href={to}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        onGo?.()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
