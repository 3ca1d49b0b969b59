import { Alert, Form, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrorsOf, isProblem } from '../platform/problem.ts'
import { ProblemNotice } from './ProblemNotice.tsx'

type Props<Values extends object> = {
  open: boolean
  title: string
  /** The verb on the button. */
  okText: string
  width?: number
  initialValues?: Partial<Values>
  /** Throws a ProblemError to keep the dialog open: input errors go to their fields, the rest stands above the buttons. */
  onSubmit: (values: Values) => Promise<unknown>
  onClose: () => void
  /** `Form.Item`s. */
  children: ReactNode
}

/** A dialog with a form; what was typed stays when saving fails. */
export function FormModal<Values extends object>({ open, title, okText, width = 480, onClose, ...form }: Props<Values>) {
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      okButtonProps={{ htmlType: 'submit', form: id, loading: isBusy }}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusFirst(id)}
      destroyOnHidden
      width={width}
    >
      <ModalForm {...form} id={id} onBusy={setBusy} onDone={onClose} />
    </Modal>
  )
}

/** One types at once; a field that has taken the focus itself keeps it. */
function focusFirst(formId: string) {
  const form = document.getElementById(formId)
  if (form?.contains(document.activeElement)) return
  form
    ?.querySelector<HTMLElement>('input:is([type="text"], [type="password"], [type="search"], :not([type])):not(:disabled), textarea')
    ?.focus()
}

type FormProps<Values extends object> = Pick<Props<Values>, 'initialValues' | 'onSubmit' | 'children'> & {
  id: string
  onBusy: (isBusy: boolean) => void
  onDone: () => void
}

function ModalForm<Values extends object>({ id, initialValues, onSubmit, onBusy, onDone, children }: FormProps<Values>) {
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<unknown>()

  async function submit(values: Values) {
    onBusy(true)
    setProblem(undefined)
    try {
      await onSubmit(values)
      onDone()
    } catch (error) {
      const fields = fieldErrorsOf(error).filter(({ name }) => form.getFieldInstance(name as never) !== undefined)
      form.setFields(fields as never)
      if (fields.length === 0 || fields.length < fieldErrorsOf(error).length) setProblem(error)
    } finally {
      onBusy(false)
    }
  }

  return (
    <Form<Values> id={id} name={id} form={form} layout="vertical" initialValues={initialValues} onFinish={(values) => void submit(values)}>
      {children}
      {problem !== undefined && <SavingProblem problem={problem} />}
    </Form>
  )
}

/** Somebody else was faster: says that the newest is loaded and what was typed is kept. */
function SavingProblem({ problem }: { problem: unknown }) {
  const { t } = useTranslation('ui')
  if (!isProblem(problem, 'VERSION_CONFLICT')) return <ProblemNotice problem={problem} />
  return <Alert type="warning" showIcon role="alert" title={t('conflict.title')} description={t('conflict.detail')} />
}
