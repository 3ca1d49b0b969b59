import { useQueryClient } from '@tanstack/react-query'
import type { RegisteredComplaint } from '@zhiwei/contract'
import { Alert, Button, Form } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallOfForm } from '../../calls/index.ts'
import { api, fieldErrorsOf, isProblem, newIdempotencyKey, useDraft, useHotkey } from '../../platform/index.ts'
import { KeyHint, ProblemNotice } from '../../ui/index.ts'
import { CallerPanel } from './CallerPanel.tsx'
import { type ComplaintForm, inputErrorsOf, inputOf } from './complaint-input.ts'
import { ReadAlong } from './ReadAlong.tsx'
import { WhatFields } from './WhatFields.tsx'
import { WhoFields } from './WhoFields.tsx'

const blank: ComplaintForm = { channel: 'hotline' }

type Props = {
  /** The call the complaint comes from: its number is filled in, and the call goes to the case. */
  callId?: string | undefined
  onRegistered: (registered: RegisteredComplaint) => void
}

/** One complaint on the phone; kept in the tab until it is registered, so that no reload loses it; a closed tab leaves no name or number behind. */
export function RegisterForm({ callId, onRegistered }: Props) {
  const { t } = useTranslation('intake')
  const client = useQueryClient()
  const [form] = Form.useForm<ComplaintForm>()
  const draft = useDraft<ComplaintForm>(callId ? `register.${callId}` : 'register')
  const [kept, setKept] = useState(() => draft.read())
  const [key, setKey] = useState(newIdempotencyKey)
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const phone: string | undefined = Form.useWatch(['complainant', 'phone'], form)

  function showErrors(errors: { name: (string | number)[]; errors: string[] }[]) {
    form.setFields(errors as never)
    if (errors[0]) form.scrollToField(errors[0].name, { block: 'center', focus: true })
  }

  async function register() {
    if (isBusy) return
    const typed: ComplaintForm = { ...blank, ...form.getFieldsValue() }
    const errors = inputErrorsOf(typed)
    if (errors.length > 0) return showErrors(errors.map(({ name, code }) => ({ name, errors: [t(`register.input.${code}`)] })))
    setBusy(true)
    setProblem(undefined)
    try {
      const registered = await api.post<RegisteredComplaint>(callId ? `/calls/${callId}/complaints` : '/complaints', inputOf(typed), {
        idempotencyKey: key,
      })
      draft.drop()
      void client.invalidateQueries({ queryKey: ['cases'] })
      void client.invalidateQueries({ queryKey: ['current-calls'] })
      onRegistered(registered)
    } catch (error) {
      showErrors(fieldErrorsOf(error))
      setProblem(error)
      // The first try did arrive, with other words: sending once more is a new complaint, and the notice says so.
      if (isProblem(error, 'IDEMPOTENCY_KEY_REUSED')) setKey(newIdempotencyKey())
      setBusy(false)
    }
  }

  function empty() {
    draft.drop()
    setKept(undefined)
    setProblem(undefined)
    form.setFieldsValue({ complainant: undefined, regulator: undefined } as never)
    form.resetFields()
    for (const [name, value] of Object.entries(blank)) form.setFieldValue(name as never, value as never)
    form.focusField(['complainant', 'phone'])
  }

  const take = useCallback(
    (whole: string) => {
      form.setFieldValue(['complainant', 'phone'], whole)
      draft.keep(form.getFieldsValue())
      form.focusField('text')
    },
    [form, draft],
  )

  function chooseCategory(code: string) {
    form.setFieldValue('category', code)
    draft.keep(form.getFieldsValue())
  }

  useHotkey('mod+enter', () => void register(), { description: t('register.register') })

  return (
    <Form<ComplaintForm>
      form={form}
      layout="vertical"
      className="register"
      initialValues={{ ...blank, ...kept }}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={() => void register()}
    >
      {callId && <CallOfForm callId={callId} needsPhone={!kept?.complainant?.phone} onPhone={take} />}
      {kept && (
        <Alert
          type="info"
          showIcon
          className="register-kept"
          title={t('register.kept')}
          action={<Button onClick={empty}>{t('register.empty')}</Button>}
        />
      )}
      <WhoFields />
      <div className="register-side">
        <CallerPanel phone={phone} onPhone={take} onNew={() => form.focusField('text')} />
        <ReadAlong onCategory={chooseCategory} />
      </div>
      <WhatFields />
      <div className="register-foot">
        {isProblem(problem, 'IDEMPOTENCY_KEY_REUSED') && (
          <Alert type="warning" showIcon role="alert" title={t('register.arrived')} description={t('register.arrivedDetail')} />
        )}
        {problem !== undefined && !isProblem(problem, 'IDEMPOTENCY_KEY_REUSED') && <ProblemNotice problem={problem} />}
        <div className="register-buttons">
          <Button type="text" onClick={empty}>
            {t('register.empty')}
          </Button>
          <KeyHint keys="mod+Enter" />
          <Button type="primary" size="large" htmlType="submit" loading={isBusy}>
            {t('register.register')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
