import { App, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrorsOf, isProblem, useDraft } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'
import { useSeenVersion } from '../seen-version.ts'
import type { OpenAct } from './ActPanel.tsx'
import { bodyOf, initialValuesOf, inputErrorsOf } from './check-input.ts'
import type { Values } from './form.ts'
import { formOf } from './forms.ts'
import { useDoneWords } from './use-done-words.ts'
import { useSendAct } from './use-send-act.ts'

type FieldErrors = { name: (string | number)[]; errors: string[] }[]

/** Holds what is typed against the contract, sends it with the version the person saw, and keeps it until it is sent. */
export function useActForm({ form: name, preset }: OpenAct, { onBusy, onDone }: { onBusy: (isBusy: boolean) => void; onDone: () => void }) {
  const { t } = useTranslation('cases')
  const { message } = App.useApp()
  const { complaintCase } = useCaseOnPage()
  const actForm = formOf(name)
  const [form] = Form.useForm<Values>()
  const values = (Form.useWatch([], form) ?? {}) as Values
  const draft = useDraft<Values>([complaintCase.id, name, preset.taskId].filter(Boolean).join('.'))
  const [fresh] = useState(() => initialValuesOf(actForm, complaintCase))
  const [initialValues] = useState(() => ({ ...fresh, ...draft.read(), ...preset }))
  const seen = useSeenVersion()
  const send = useSendAct()
  const doneWords = useDoneWords()

  function showErrors(errors: FieldErrors) {
    form.setFields(errors as never)
    if (errors[0]) form.scrollToField(errors[0].name, { block: 'center', focus: true })
  }

  /** Only what was typed: what stood on the case may be another by the time the draft is read. */
  function keep(all: Values) {
    const typed = Object.entries(all).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(fresh[field]))
    draft.keep(Object.fromEntries(typed))
  }

  /** Errors of the form as a whole have no field: they are said aside. */
  function isComplete(typed: Values) {
    const errors = inputErrorsOf(actForm, complaintCase, typed)
    const aside = errors.find(({ name: path }) => path.length === 0)
    if (aside) void message.info(t(`input.${aside.code}`))
    else showErrors(errors.map(({ name: path, code }) => ({ name: path, errors: [t(`input.${code}`)] })))
    return errors.length === 0
  }

  async function submit() {
    const typed: Values = form.getFieldsValue(true)
    if (send.isPending || !isComplete(typed)) return
    onBusy(true)
    try {
      const body = { ...bodyOf(actForm, complaintCase, typed), version: seen.version }
      const done = await send.mutateAsync({ form: actForm, taskId: preset.taskId, body })
      draft.drop()
      void message.success(doneWords(name, done))
      onDone()
    } catch (error) {
      showErrors(fieldErrorsOf(error))
      onBusy(false)
    }
  }

  function onContinue() {
    seen.acknowledge()
    send.reset()
  }

  const isConflict = isProblem(send.error, 'VERSION_CONFLICT')
  const isAtFields = fieldErrorsOf(send.error).some(({ name: path }) => form.getFieldInstance(path as never) !== undefined)
  return {
    form,
    values,
    initialValues,
    keep,
    submit,
    news: seen.hasChanged || isConflict ? seen.news : undefined,
    onContinue,
    problem: send.isError && !isConflict && !isAtFields ? send.error : undefined,
  }
}
