import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, textOf } from './Field.tsx'
import { SignInProblem } from './SignInProblem.tsx'
import type { SignInSteps } from './sign-in-steps.ts'

type Props = Pick<SignInSteps, 'given' | 'problem' | 'isBusy' | 'onSubmit' | 'onLeave'>

/** The second step for accounts with an authenticator; a recovery code fits in the same field. */
export function SecondFactorForm({ given, problem, isBusy, onSubmit, onLeave }: Props) {
  const { t } = useTranslation('identity')
  const [isEmpty, setEmpty] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = textOf(new FormData(event.currentTarget), 'code').replaceAll(/\s/g, '')
    setEmpty(code === '')
    if (code !== '') onSubmit({ ...given, code })
  }

  return (
    <form noValidate onSubmit={submit}>
      <h2>{t('signIn.secondFactorTitle')}</h2>
      <p className="sign-in-hint">{t('signIn.secondFactorHint', { username: given.username })}</p>
      <Field
        name="code"
        label={t('signIn.code')}
        error={isEmpty ? t('signIn.codeRequired') : undefined}
        className="sign-in-code"
        autoComplete="one-time-code"
        autoFocus
        maxLength={20}
      />
      <SignInProblem problem={problem} />
      <Button type="primary" size="large" htmlType="submit" block loading={isBusy}>
        {t('signIn.verify')}
      </Button>
      <Button type="link" block onClick={onLeave}>
        {t('signIn.another')}
      </Button>
    </form>
  )
}
