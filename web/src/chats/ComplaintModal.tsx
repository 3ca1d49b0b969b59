import type { ChatComplaintInput, ChatDetail } from '@zhiwei/contract'
import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useChatAct } from './queries.ts'

type Values = { subject: string; text?: string; name?: string; phone?: string; email?: string }

/** 转为投诉: the talk goes along whole; what the visitor left of themselves need not be typed again. */
export function ComplaintModal({ id, draft, onClose }: { id: string; draft: ChatDetail['draft']; onClose: () => void }) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const act = useChatAct((input: ChatComplaintInput) => api.post<{ caseId: string; number: string }>(`/chats/${id}/complaint`, input))
  async function onSubmit({ subject, text, name, phone, email }: Values) {
    const details = { ...(name && { name }), ...(phone && { phone }), ...(email && { email }) }
    const { number } = await act.mutateAsync({ subject, ...(text?.trim() && { text }), details })
    void message.success(t('registered', { number }))
  }
  return (
    <FormModal<Values>
      open
      title={t('complain')}
      okText={t('register')}
      initialValues={{ subject: draft.subject }}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Form.Item name="subject" label={t('subject')} rules={[{ required: true, message: t('needed') }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="text" label={t('ownWords')} extra={t('goesAlong')}>
        <Input.TextArea rows={3} maxLength={5_000} />
      </Form.Item>
      <Form.Item name="name" label={t('name')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="phone" label={t('phone')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="email" label={t('email')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
