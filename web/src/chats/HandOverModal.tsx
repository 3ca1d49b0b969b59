import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useChatAct, useReceivers } from './queries.ts'

type Values = { to: string; note: string }

/** 转接: to a colleague who is there or to a group, with a note the visitor does not see. */
export function HandOverModal({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('chats')
  const receivers = useReceivers(true)
  const act = useChatAct((input: object) => api.post(`/chats/${id}/handovers`, input))
  const { people = [], groups = [] } = receivers.data ?? {}
  const onSubmit = ({ to, note }: Values) => {
    const [kind, toId] = to.split(' ')
    return act.mutateAsync({ note, ...(kind === 'group' ? { toGroupId: toId } : { toUserId: toId }) })
  }
  return (
    <FormModal<Values> open title={t('handOver')} okText={t('handOver')} onSubmit={onSubmit} onClose={onClose}>
      <Form.Item name="to" label={t('to')} rules={[{ required: true, message: t('needed') }]}>
        <Select
          loading={receivers.isPending}
          options={[
            ...people.map((one) => ({ value: `person ${one.id}`, label: t('free', one) })),
            ...groups.map((one) => ({ value: `group ${one.id}`, label: one.name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label={t('noteFor')} rules={[{ required: true, message: t('needed') }]}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
    </FormModal>
  )
}
