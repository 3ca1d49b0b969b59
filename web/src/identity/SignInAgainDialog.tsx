import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CredentialsForm } from './CredentialsForm.tsx'
import { SecondFactorForm } from './SecondFactorForm.tsx'
import { useSignInSteps } from './sign-in-steps.ts'

/** 重新登录: the same person goes on where they were; somebody else starts at the workbench. */
export default function SignInAgainDialog({ username, tenant }: { username: string; tenant: string }) {
  const { t } = useTranslation('identity')
  const client = useQueryClient()
  const steps = useSignInSteps({ username, password: '' }, '', (session) => {
    if (session.user.username === username && session.tenant.code === tenant) void client.invalidateQueries()
    else location.assign('/')
  })
  return (
    <Modal
      open
      title={t('signInAgain.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={null}
      afterOpenChange={(isOpen) => isOpen && focusPassword()}
      width={400}
    >
      <p className="meta">{t('signInAgain.detail')}</p>
      {steps.asksCode ? (
        <SecondFactorForm {...steps} />
      ) : (
        <CredentialsForm {...steps} onSubmit={(credentials) => steps.onSubmit({ ...credentials, tenant })} />
      )}
    </Modal>
  )
}

/** The dialog itself would take the first field. */
const focusPassword = () => document.querySelector<HTMLInputElement>('[role="dialog"] input[name="password"]')?.focus()
