import type { RegisteredComplaint } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../ui/index.ts'
import { Registered } from './register/Registered.tsx'
import { RegisterForm } from './register/RegisterForm.tsx'
import './register/register.css'

/** 新建投诉: for staff while the customer is on the phone. A new form has a new key, so one complaint is never registered twice. */
export function RegisterComplaintPage() {
  const { t } = useTranslation('intake')
  const [registered, setRegistered] = useState<RegisteredComplaint | null>(null)
  return (
    <Page title={t('register.title')} breadcrumbs={[{ label: t('ui:nav.cases'), to: '/cases' }]}>
      {registered ? (
        <Registered registered={registered} onNext={() => setRegistered(null)} />
      ) : (
        <RegisterForm onRegistered={setRegistered} />
      )}
    </Page>
  )
}
