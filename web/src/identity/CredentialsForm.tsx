import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, textOf } from './Field.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import type { SignInSteps } from './sign-in-steps.ts'

type Props = Pick<SignInSteps, 'given' | 'tenantCode' | 'asksTenant' | 'problem' | 'isBusy' | 'onSubmit'>

export function CredentialsForm({ given, tenantCode, asksTenant, problem, isBusy, onSubmit }: Props) {
  const { t } = useTranslation('identity')
  const [missing, setMissing] = useState<string[]>([])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [tenant, username, password] = [textOf(form, 'tenant').trim(), textOf(form, 'username').trim(), textOf(form, 'password')]
    const empty = Object.entries({ username, password, ...(asksTenant ? { tenant } : {}) }).filter(([, value]) => value === '')
    setMissing(empty.map(([name]) => name))
    if (empty.length === 0) onSubmit({ username, password, ...(asksTenant ? { tenant } : {}) })
  }

  const errorOf = (name: string) => (missing.includes(name) ? t(`signIn.${name}Required`) : undefined)
  return (
    <form noValidate onSubmit={submit}>
      {asksTenant && (
        <Field
          name="tenant"
          label={t('signIn.tenant')}
          hint={t('signIn.tenantHint')}
          error={errorOf('tenant')}
          defaultValue={tenantCode}
          autoComplete="organization"
          autoFocus={!tenantCode}
          maxLength={60}
        />
      )}
      <Field
        name="username"
        label={t('signIn.username')}
        error={errorOf('username')}
        defaultValue={given.username}
        autoComplete="username"
        autoFocus={!given.username && (!asksTenant || Boolean(tenantCode))}
        maxLength={60}
      />
      <Field
        name="password"
        type="password"
        label={t('signIn.password')}
        error={errorOf('password')}
        autoComplete="current-password"
        autoFocus={Boolean(given.username) && !asksTenant}
        maxLength={200}
      />
      <SignInProblem problem={problem} />
      <Button type="primary" size="large" htmlType="submit" block loading={isBusy}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
