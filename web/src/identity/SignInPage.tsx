import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { type Language, setPreferences, usePreferences } from '../platform/preferences.ts'
import { useSessionQuery } from '../platform/session.ts'
import { Logo } from '../ui/Logo.tsx'
import { CalmCurve } from './CalmCurve.tsx'
import { CredentialsForm } from './CredentialsForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import { useSignInSteps } from './sign-in-steps.ts'
import './sign-in.css'

/** 登录: name and password first; the company code and the one-time code only when the server asks for them. */
export function SignInPage() {
  const { t } = useTranslation('identity')
  const [params] = useSearchParams()
  const session = useSessionQuery()
  const steps = useSignInSteps({ username: '', password: '' }, params.get('tenant') ?? '')

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('ui:product.name')}`
  }, [t])

  if (session.data) return <Navigate to={safeAddress(params.get('back'))} replace />

  return (
    <div className="sign-in">
      <section className="sign-in-art" aria-hidden="true">
        <p>{t('signIn.tagline')}</p>
        <CalmCurve />
      </section>
      <main className="sign-in-main">
        <LanguageSwitch />
        <div className="sign-in-box">
          <header className="sign-in-brand">
            <Logo size={40} />
            <h1>{t('ui:product.name')}</h1>
            <p>{t('ui:product.what')}</p>
          </header>
          {steps.asksCode ? <SecondFactorForm {...steps} /> : <CredentialsForm {...steps} />}
        </div>
      </main>
    </div>
  )
}

/** Only addresses of our own: `//elsewhere` and `https:…` lead to the workbench. */
const safeAddress = (back: string | null) => (back && /^\/(?![/\\])/.test(back) ? back : '/')

/** Names the other language in that language. */
function LanguageSwitch() {
  const { t } = useTranslation('ui')
  const { language } = usePreferences()
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button type="text" className="sign-in-language" lang={other} onClick={() => setPreferences({ language: other })}>
      {t(`language.${other}`)}
    </Button>
  )
}
