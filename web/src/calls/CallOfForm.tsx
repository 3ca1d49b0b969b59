import { Alert } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, useMay } from '../platform/index.ts'
import { useCall } from './queries.ts'

/** 来电登记: which call the form is about; its whole number goes into the form, and that it was shown is recorded. */
export function CallOfForm({ callId, needsPhone, onPhone }: { callId: string; needsPhone: boolean; onPhone: (phone: string) => void }) {
  const { t } = useTranslation('calls')
  const call = useCall(callId)
  const mayReveal = useMay('customers:reveal')
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || !needsPhone || !mayReveal) return
    asked.current = true
    api.post<{ phone: string | null }>(`/calls/${callId}/reveals`, { reason: t('form.reason') }).then(
      ({ phone }) => phone && onPhone(phone),
      () => {}, // the server puts the number in by itself
    )
  }, [callId, needsPhone, mayReveal, onPhone, t])
  if (!call.data) return null
  return (
    <Alert
      type="info"
      showIcon
      className="register-kept"
      title={t('form.title', { number: call.data.number ?? t('withheld'), state: t(`state.${call.data.state}`) })}
      description={t('form.detail')}
    />
  )
}
