import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import { type Language, setPreferences, usePreferences } from '../platform/preferences.ts'
import { isProblem } from '../platform/problem.ts'
import { type Credentials, useSessionQuery, useSignIn } from '../platform/session.ts'
import { Logo } from '../ui/Logo.tsx'
import { CalmCurve } from './CalmCurve.tsx'
import { CredentialsForm } from './CredentialsForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import './sign-in.css'

/** 登录: name and password first; the company code and the one-time code only when the server asks for them. */
export function SignInPage() {
  const { t } = useTranslation('identity')
  const [params] = useSearchParams()
  const session = useSessionQuery()
  const signIn = useSignIn()
  const [given, setGiven] = useState<Credentials>({ username: '', password: '' })
  const [asked, setAsked] = useState({ tenant: params.has('tenant'), code: false })

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('ui:product.name')}`
  }, [t])

  function submit(credentials: Credentials) {
    setGiven(credentials)
    signIn.mutate(credentials, {
      onError: (error) => {
        if (isProblem(error, 'TENANT_REQUIRED')) setAsked((now) => ({ ...now, tenant: true }))
        if (isProblem(error, 'SECOND_FACTOR_REQUIRED')) setAsked((now) => ({ ...now, code: true }))
        if (isProblem(error, 'SIGN_IN_FAILED')) setAsked((now) => ({ ...now, code: false }))
      },
    })
  }

  function leaveSecondFactor() {
    signIn.reset()
    setAsked((now) => ({ ...now, code: false }))
  }

  if (session.data) return <Navigate to={safeAddress(params.get('back'))} replace />

  const isQuestion = isProblem(signIn.error, 'TENANT_REQUIRED', 'SECOND_FACTOR_REQUIRED')
  const state = { problem: isQuestion ? null : signIn.error, isBusy: signIn.isPending, onSubmit: submit }
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
            <p>{t('ui:product.full')}</p>
          </header>
          {asked.code ? (
            <SecondFactorForm {...state} given={given} onLeave={leaveSecondFactor} />
          ) : (
            <CredentialsForm {...state} given={given} tenantCode={params.get('tenant') ?? ''} asksTenant={asked.tenant} />
          )}
        </div>
      </main>
    </div>
  )
}

/** Only addresses of our own: `//elsewhere` and `https:…` lead to the workbench. */
const safeAddress = (back: string | null) => (back && /^\/(?![/\\])/.test(back) ? back : '/')

function LanguageSwitch() {
  const { t } = useTranslation('ui')
  const { language } = usePreferences()
  const options = [
    { value: 'zh-CN' as const, label: t('language.zh-CN') },
    { value: 'en' as const, label: t('language.en') },
  ]
  return (
    <Segmented<Language>
      size="small"
      className="sign-in-language"
      aria-label={t('top.language')}
      value={language}
      options={options}
      onChange={(next) => setPreferences({ language: next })}
    />
  )
}
