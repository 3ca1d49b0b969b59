import { App, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrorsOf, isProblem, useDraft } from '../../platform/index.ts'
import { ProblemNotice } from '../../ui/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useSeenVersion } from '../seen-version.ts'
import { ActFields } from './ActFields.tsx'
import type { OpenAct } from './ActPanel.tsx'
import { bodyOf, initialValuesOf, inputErrorsOf } from './check-input.ts'
import { formOf, type Values } from './forms.ts'
import { NewsNotice } from './NewsNotice.tsx'
import { useDoneWords } from './use-done-words.ts'
import { useSendAct } from './use-send-act.ts'

type BodyProps = { id: string; act: OpenAct; onBusy: (isBusy: boolean) => void; onDone: () => void }

/** The fields of an act, checked against the contract before they are sent; what was typed is kept until then. */
export function ActFormBody({ id, act, onBusy, onDone }: BodyProps) {
  const { t, i18n } = useTranslation('cases')
  const { message } = App.useApp()
  const { complaintCase } = useCaseOnPage()
  const form = formOf(act.form)
  const [antForm] = Form.useForm<Values>()
  const values = (Form.useWatch([], antForm) ?? {}) as Values
  const draft = useDraft<Values>(`${complaintCase.id}.${act.form}`)
  const [initial] = useState(() => ({ ...initialValuesOf(form, complaintCase), ...draft.read(), ...act.preset }))
  const seen = useSeenVersion()
  const send = useSendAct()
  const doneWords = useDoneWords()

  function showErrors(errors: { name: (string | number)[]; errors: string[] }[]) {
    antForm.setFields(errors as never)
    const first = errors[0]
    if (first && first.name.length > 0) antForm.scrollToField(first.name, { block: 'center', focus: true })
  }

  async function submit() {
    const typed: Values = antForm.getFieldsValue(true)
    const errors = inputErrorsOf(form, complaintCase, typed)
    const nothing = errors.find(({ name }) => name.length === 0)
    if (nothing) return void message.info(t(`input.${nothing.code}`))
    if (errors.length > 0) return showErrors(errors.map(({ name, code }) => ({ name, errors: [t(`input.${code}`)] })))
    onBusy(true)
    try {
      const done = await send.mutateAsync({
        form,
        taskId: act.preset.taskId,
        body: { ...bodyOf(form, complaintCase, typed), version: seen.version },
      })
      draft.drop()
      void message.success(doneWords(act.form, done))
      onDone()
    } catch (error) {
      showErrors(fieldErrorsOf(error))
    } finally {
      onBusy(false)
    }
  }

  const isConflict = isProblem(send.error, 'VERSION_CONFLICT')
  const hint = `actHint.${act.form}`
  return (
    <Form<Values>
      id={id}
      form={antForm}
      layout="vertical"
      initialValues={initial}
      onValuesChange={(_changed, all) => draft.keep(all)}
      onFinish={() => void submit()}
      requiredMark
    >
      {(seen.hasChanged || isConflict) && (
        <NewsNotice
          news={seen.news}
          onContinue={() => {
            seen.acknowledge()
            send.reset()
          }}
        />
      )}
      {i18n.exists(`cases:${hint}`) && <p className="act-hint">{t(hint)}</p>}
      <ActFields form={form} values={values} />
      {send.isError && !isConflict && <ProblemNotice problem={send.error} />}
    </Form>
  )
}
