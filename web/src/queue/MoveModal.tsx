import type { CaseRow } from '@zhiwei/contract'
import { App, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { isProblem } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useMove } from './queries.ts'

export type Movable = Pick<CaseRow, 'id' | 'number' | 'subject' | 'status' | 'unit'>
type Values = { toUserId: string; reason: string; override?: boolean }

/** 调派: to whom and why; where something speaks against the person it is said, and the supervisor may insist. */
export function MoveModal({ row, onClose, toUserId }: { row: Movable; onClose: () => void; toUserId?: string }) {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const move = useMove()
  const [asksToInsist, setAsks] = useState(false)
  const inUnit = row.unit !== null && (row.status === 'dispatched' || row.status === 'handling')

  async function send({ override = false, ...values }: Values) {
    try {
      await move.mutateAsync({ ...values, caseId: row.id, override })
      void message.success(t('team.moved'))
    } catch (error) {
      if (isProblem(error, 'PERSON_NOT_FREE')) setAsks(true)
      throw error
    }
  }

  return (
    <FormModal<Values>
      open
      title={t('team.moveTitle', { number: row.number })}
      okText={t('team.move')}
      initialValues={toUserId ? { toUserId } : {}}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{row.subject}</p>
      <Form.Item name="toUserId" label={t('team.to')} rules={[{ required: true, message: t('team.toRequired') }]}>
        <PersonSelect permission={inUnit ? 'cases:handle' : 'cases:accept'} unitId={inUnit ? row.unit?.id : undefined} />
      </Form.Item>
      <Form.Item name="reason" label={t('why.reason')} rules={[{ required: true, whitespace: true, message: t('why.reasonRequired') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      {asksToInsist && (
        <Form.Item name="override" valuePropName="checked">
          <Checkbox>{t('team.insist')}</Checkbox>
        </Form.Item>
      )}
    </FormModal>
  )
}
