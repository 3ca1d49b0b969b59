import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Credentials } from '../platform/session.ts'
import { SignInProblem } from './SignInProblem.tsx'
import type { SignInSteps } from './sign-in-steps.ts'

type Props = Pick<SignInSteps, 'given' | 'tenantCode' | 'asksTenant' | 'problem' | 'isBusy' | 'onSubmit'>

export function CredentialsForm({ given, tenantCode, asksTenant, problem, isBusy, onSubmit }: Props) {
  const { t } = useTranslation('identity')
  const start = { tenant: tenantCode, ...given }
  return (
    <Form<Credentials>
      layout="vertical"
      size="large"
      requiredMark={false}
      initialValues={start}
      onFinish={({ tenant, username, password }) =>
        onSubmit({ username: username.trim(), password, ...(asksTenant && tenant ? { tenant: tenant.trim() } : {}) })
      }
    >
      {asksTenant && (
        <Form.Item
          name="tenant"
          label={t('signIn.tenant')}
          extra={t('signIn.tenantHint')}
          rules={[{ required: true, message: t('signIn.tenantRequired') }]}
        >
          <Input autoComplete="organization" autoCapitalize="none" autoFocus={!tenantCode} maxLength={60} />
        </Form.Item>
      )}
      <Form.Item
        name="username"
        label={t('signIn.username')}
        rules={[{ required: true, whitespace: true, message: t('signIn.usernameRequired') }]}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus={!asksTenant && !given.username} maxLength={60} />
      </Form.Item>
      <Form.Item name="password" label={t('signIn.password')} rules={[{ required: true, message: t('signIn.passwordRequired') }]}>
        <Input.Password autoComplete="current-password" autoFocus={Boolean(given.username)} maxLength={200} />
      </Form.Item>
      <SignInProblem problem={problem} />
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {t('signIn.submit')}
      </Button>
    </Form>
  )
}
