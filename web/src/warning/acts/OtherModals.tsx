import type { WarningDetail } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { PersonSelect } from '../../identity/index.ts'
import { instantOfWall, useNow, useSession, wallOf } from '../../platform/index.ts'
import { FormModal, ReasonModal } from '../../ui/index.ts'
import { useCrisisWrites } from '../crisis/queries.ts'
import { useWarningAct, useWarnings } from '../queries.ts'

type Props = { warning: WarningDetail; onClose: () => void }

/** 指派 */
export function AssignModal({ warning, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { act } = useWarningAct(warning.id)
  return (
    <FormModal<{ ownerId: string }>
      open
      title={t('act.assignment')}
      okText={t('act.assignment')}
      onSubmit={(values) => act('assignment', values)}
      onClose={onClose}
    >
      <Form.Item name="ownerId" label={t('assign.to')} extra={t('assign.hint')} rules={[{ required: true, message: t('required') }]}>
        <PersonSelect permission="warnings:read" />
      </Form.Item>
    </FormModal>
  )
}

/** 暂缓 */
export function SnoozeModal({ warning, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { zone } = useSession().tenant
  const now = useNow()
  const { act } = useWarningAct(warning.id)
  return (
    <FormModal<{ until: string; reason?: string }>
      open
      title={t('act.snooze')}
      okText={t('act.snooze')}
      initialValues={{ until: wallOf(new Date(now.getTime() + 86_400_000), zone) }}
      onSubmit={({ until, reason = '' }) => act('snooze', { until: instantOfWall(until, zone), reason })}
      onClose={onClose}
    >
      <p className="meta">{t('snooze.hint')}</p>
      <Form.Item name="until" label={t('snooze.until')} rules={[{ required: true, message: t('required') }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="reason" label={t('snooze.reason')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormModal>
  )
}

/** 合并: another open warning goes into this one. */
export function MergeModal({ warning, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { act } = useWarningAct(warning.id)
  const open = useWarnings({ state: 'open', sort: 'urgent', limit: 200 }, false)
  const options = (open.data?.rows ?? [])
    .filter(({ id }) => id !== warning.id)
    .map(({ id, subject, kind }) => ({ value: id, label: `${t(`kind.${kind}`)} · ${subject}` }))
  return (
    <FormModal<{ warningId: string }>
      open
      title={t('act.merges')}
      okText={t('act.merges')}
      onSubmit={(values) => act('merges', values)}
      onClose={onClose}
    >
      <Form.Item
        name="warningId"
        label={t('merge.which')}
        extra={t('merge.hint', { subject: warning.subject })}
        rules={[{ required: true, message: t('required') }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} loading={open.isLoading} options={options} />
      </Form.Item>
    </FormModal>
  )
}

/** 解除 */
export function ClearModal({ warning, onClose }: Props) {
  const { t } = useTranslation('warning')
  const { act } = useWarningAct(warning.id)
  const left = warning.openMeasures
  return (
    <ReasonModal
      open
      title={t('act.clearance')}
      okText={t('act.clearance')}
      consequence={[t('clear.consequence'), left > 0 && t('clear.measuresLeft', { count: left }), !warning.verdict && t('clear.unlabelled')]
        .filter(Boolean)
        .join('')}
      onConfirm={(reason) => act('clearance', { reason })}
      onClose={onClose}
    />
  )
}

/** 开设危机事件 */
export function CrisisModal({ warning, onClose }: { warning?: Pick<WarningDetail, 'id' | 'subject'>; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const navigate = useNavigate()
  const { open } = useCrisisWrites()
  return (
    <FormModal<{ title: string; leadId: string; note?: string }>
      open
      title={t('crisis.open')}
      okText={t('crisis.openOk')}
      initialValues={warning ? { title: warning.subject } : {}}
      onSubmit={async (values) => {
        const { id } = await open({ ...values, ...(warning && { warningId: warning.id }) })
        void navigate(`/crises/${id}`)
      }}
      onClose={onClose}
    >
      <Form.Item name="title" label={t('crisis.name')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item name="leadId" label={t('crisis.lead')} rules={[{ required: true, message: t('required') }]}>
        <PersonSelect permission="crisis:manage" />
      </Form.Item>
      <Form.Item name="note" label={t('crisis.firstNote')}>
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
