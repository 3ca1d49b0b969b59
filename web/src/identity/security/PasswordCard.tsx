import { useMutation } from '@tanstack/react-query'
import type { PasswordChange } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api, fieldErrorsOf } from '../../platform/index.ts'
import { ProblemNotice } from '../../ui/index.ts'
import { NewPasswordItem } from '../NewPasswordItem.tsx'

type Values = z.infer<typeof PasswordChange>

/** 修改密码; other sessions of the person end with it. */
export function PasswordCard() {
  const { t } = useTranslation('identity')
  const { message } = App.useApp()
  const [form] = Form.useForm<Values>()
  const change = useMutation({
    mutationFn: (values: Values) => api.put('/sessions/current/password', values),
    onSuccess: () => {
      form.resetFields()
      void message.success(t('security.passwordChanged'))
    },
    onError: (error) => form.setFields(fieldErrorsOf(error) as never),
  })
  const isFieldError = fieldErrorsOf(change.error).length > 0
  return (
    <section className="card">
      <h2>{t('security.password')}</h2>
      <p className="meta">{t('security.passwordHint')}</p>
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => change.mutate(values)}>
        <Form.Item name="current" label={t('field.currentPassword')} rules={[{ required: true, message: t('password.required') }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <NewPasswordItem label={t('field.newPassword')} />
        {change.isError && !isFieldError && <ProblemNotice problem={change.error} />}
        <Button htmlType="submit" loading={change.isPending}>
          {t('security.changePassword')}
        </Button>
      </Form>
    </section>
  )
}
