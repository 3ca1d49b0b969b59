import type { WarningDetail } from '@zhiwei/contract'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../../identity/index.ts'
import { instantOfWall, useNow, useSession, wallOf } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useWarningAct } from '../queries.ts'

type Values = { text: string; ownerId?: string; due: string }

/** 措施: what, who, until when. */
export function MeasureModal({ warning, text, onClose }: { warning: WarningDetail; text?: string; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { zone } = useSession().tenant
  const now = useNow()
  const { act } = useWarningAct(warning.id)
  return (
    <FormModal<Values>
      open
      title={t('act.measures')}
      okText={t('measure.add')}
      initialValues={{
        due: wallOf(new Date(now.getTime() + 86_400_000), zone),
        ...(text && { text }),
        ...(warning.owner && { ownerId: warning.owner.id }),
      }}
      onSubmit={({ due, ...values }) => act('measures', { ...values, dueAt: instantOfWall(due, zone) })}
      onClose={onClose}
    >
      <Form.Item name="text" label={t('measure.text')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={3} maxLength={500} autoFocus />
      </Form.Item>
      <Form.Item name="ownerId" label={t('owner')} rules={[{ required: true, message: t('required') }]}>
        <PersonSelect permission="warnings:read" />
      </Form.Item>
      <Form.Item name="due" label={t('measure.due')} rules={[{ required: true, message: t('required') }]}>
        <Input type="datetime-local" />
      </Form.Item>
    </FormModal>
  )
}
