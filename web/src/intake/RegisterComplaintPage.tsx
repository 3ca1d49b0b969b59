import type { RegisteredComplaint } from '@zhiwei/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../ui/index.ts'
import { Registered } from './register/Registered.tsx'
import { RegisterForm } from './register/RegisterForm.tsx'
import './register/register.css'

/** 新建投诉: for staff while the customer is on the phone. A new form has a new key, so one complaint is never registered twice. */
export function RegisterComplaintPage() {
  const { t } = useTranslation('intake')
  const callId = useSearchParams()[0].get('call') ?? undefined
  const [registered, setRegistered] = useState<RegisteredComplaint | null>(null)
  return (
    <Page title={t('register.title')} breadcrumbs={[{ label: t('ui:nav.cases'), to: '/cases' }]}>
      {registered ? (
        <Registered registered={registered} onNext={() => setRegistered(null)} />
      ) : (
        <RegisterForm key={callId} callId={callId} onRegistered={setRegistered} />
      )}
    </Page>
  )
}
