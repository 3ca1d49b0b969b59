import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { SignInProblem } from './SignInProblem.tsx'
import type { SignInSteps } from './sign-in-steps.ts'

type Props = Pick<SignInSteps, 'given' | 'problem' | 'isBusy' | 'onSubmit' | 'onLeave'>

/** The second step for accounts with an authenticator; a recovery code fits in the same field. */
export function SecondFactorForm({ given, problem, isBusy, onSubmit, onLeave }: Props) {
  const { t } = useTranslation('identity')
  return (
    <Form<{ code: string }>
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={({ code }) => onSubmit({ ...given, code: code.replaceAll(/\s/g, '') })}
    >
      <h2>{t('signIn.secondFactorTitle')}</h2>
      <p className="sign-in-hint">{t('signIn.secondFactorHint', { username: given.username })}</p>
      <Form.Item name="code" label={t('signIn.code')} rules={[{ required: true, whitespace: true, message: t('signIn.codeRequired') }]}>
        <Input className="sign-in-code figures" autoComplete="one-time-code" autoCapitalize="none" autoFocus maxLength={20} />
      </Form.Item>
      <SignInProblem problem={problem} />
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('signIn.verify')}
      </Button>
      <Button type="link" block onClick={onLeave}>
        {t('signIn.another')}
      </Button>
    </Form>
  )
}
