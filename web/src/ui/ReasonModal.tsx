import { Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from './ProblemNotice.tsx'

type Props = {
  open: boolean
  title: string
  /** What will follow, said before it happens. */
  consequence?: ReactNode
  /** The verb on the button. */
  okText: string
  danger?: boolean
  maxLength?: number
  /** Throws a ProblemError to keep the modal open and show it. */
  onConfirm: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks the reason of an act that cannot be undone, or that others will ask about. */
export function ReasonModal({ open, title, consequence, okText, danger = false, maxLength = 2_000, onConfirm, onClose }: Props) {
  const { t } = useTranslation('ui')
  const [form] = Form.useForm<{ reason: string }>()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)

  async function confirm({ reason }: { reason: string }) {
    setBusy(true)
    setProblem(undefined)
    try {
      await onConfirm(reason.trim())
      onClose()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      open={open}
      title={title}
      okText={okText}
      okButtonProps={{ danger, loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      afterClose={() => setProblem(undefined)}
      destroyOnHidden
      width={480}
    >
      {consequence && <p>{consequence}</p>}
      <Form form={form} layout="vertical" onFinish={(values) => void confirm(values)} preserve={false}>
        <Form.Item name="reason" label={t('reason.label')} rules={[{ required: true, whitespace: true, message: t('reason.required') }]}>
          <Input.TextArea rows={3} maxLength={maxLength} autoFocus />
        </Form.Item>
      </Form>
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Modal>
  )
}
