import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../../identity/index.ts'
import { instantOfWall, useNow, useSession, wallOf } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useCrisisWrites } from './queries.ts'

type Props = { crisisId: string; onClose: () => void }

/** 记一笔 */
export function NoteModal({ crisisId, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { act } = useCrisisWrites(crisisId)
  return (
    <FormModal<{ text: string }>
      open
      title={t('crisis.note')}
      okText={t('crisis.noteOk')}
      onSubmit={(values) => act('notes', values)}
      onClose={onClose}
    >
      <Form.Item name="text" label={t('crisis.noteText')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={4} maxLength={2_000} autoFocus />
      </Form.Item>
    </FormModal>
  )
}

type Task = { desk: string; text: string; ownerId: string; due: string }

/** 派任务 */
export function TaskModal({ crisisId, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { zone } = useSession().tenant
  const now = useNow()
  const { act } = useCrisisWrites(crisisId)
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Task>
      open
      title={t('crisis.giveTask')}
      okText={t('crisis.giveTask')}
      initialValues={{ desk: 'pr', due: wallOf(new Date(now.getTime() + 4 * 3_600_000), zone) }}
      onSubmit={({ due, ...values }) => act('tasks', { ...values, dueAt: instantOfWall(due, zone) })}
      onClose={onClose}
    >
      <Form.Item name="desk" label={t('crisis.deskLabel')}>
        <Radio.Group options={['pr', 'legal', 'risk', 'service'].map((value) => ({ value, label: t(`crisis.desk.${value}`) }))} />
      </Form.Item>
      <Form.Item name="text" label={t('crisis.taskText')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
      <Form.Item name="ownerId" label={t('owner')} rules={required}>
        <PersonSelect permission="warnings:read" />
      </Form.Item>
      <Form.Item name="due" label={t('measure.due')} rules={required}>
        <Input type="datetime-local" />
      </Form.Item>
    </FormModal>
  )
}

/** 关联工单 by their numbers. */
export function NumbersModal({ crisisId, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { act } = useCrisisWrites(crisisId)
  return (
    <FormModal<{ numbers: string }>
      open
      title={t('crisis.linkCases')}
      okText={t('crisis.linkCases')}
      onSubmit={({ numbers }) => act('cases', { numbers: numbers.split(/[\s,，、;；]+/).filter(Boolean) })}
      onClose={onClose}
    >
      <Form.Item
        name="numbers"
        label={t('crisis.numbers')}
        extra={t('crisis.numbersHint')}
        rules={[{ required: true, message: t('required') }]}
      >
        <Input.TextArea rows={3} autoFocus />
      </Form.Item>
    </FormModal>
  )
}
