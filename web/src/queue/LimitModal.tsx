import type { TeamMember } from '@zhiwei/contract'
import { App, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useChangeDesk } from './queries.ts'

type Values = { openLimit?: number | null }

/** 在办上限 of one person; left empty, that of the rules holds. */
export function LimitModal({ member: { id, name, desk }, onClose }: { member: TeamMember; onClose: () => void }) {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const change = useChangeDesk()
  async function save({ openLimit }: Values) {
    await change.mutateAsync({ userId: id, openLimit: openLimit ?? null })
    void message.success(t('team.limitSaved'))
  }
  return (
    <FormModal<Values>
      open
      title={t('team.limitOf', { name })}
      okText={t('settings.groups.save')}
      initialValues={{ openLimit: desk.ownLimit }}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="openLimit" label={t('team.limit')} extra={t('team.limitHint')}>
        <InputNumber min={0} max={1_000} precision={0} />
      </Form.Item>
    </FormModal>
  )
}
