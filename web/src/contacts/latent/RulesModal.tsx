import type { LatentRules } from '@zhiwei/contract'
import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { UnitSelect } from '../../identity/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useRefresh, writeRules } from '../queries.ts'

type Values = Omit<LatentRules, 'careUnitId'> & { careUnitId?: string | null; reason: string }

const shares = ['tagAt', 'unsureFrom', 'holdOutShare'] as const
const counts = [
  'tasksAPersonADay',
  'dueMinutes',
  'tries',
  'retryMinutes',
  'waitHours',
  'recentComplaintDays',
  'restDays',
  'groupPeople',
  'groupDays',
] as const

/** 隐性客户规则: thresholds, places of the day, times; a new version, counted from now. */
export function RulesModal({ rules, onClose }: { rules: LatentRules; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const refresh = useRefresh()
  return (
    <FormModal<Values>
      open
      title={t('rules.title')}
      okText={t('rules.save')}
      width={640}
      initialValues={rules}
      onSubmit={async ({ reason, careUnitId, ...definition }) => {
        await writeRules({ ...definition, careUnitId: careUnitId ?? null }, reason)
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="meta">{t('rules.detail')}</p>
      <div className="latent-rules">
        {shares.map((name) => (
          <Form.Item key={name} name={name} label={t(`rules.${name}`)} rules={[{ required: true }]}>
            <InputNumber min={0} max={name === 'holdOutShare' ? 0.5 : 0.99} step={0.05} />
          </Form.Item>
        ))}
        {counts.map((name) => (
          <Form.Item key={name} name={name} label={t(`rules.${name}`)} rules={[{ required: true }]}>
            <InputNumber min={0} precision={0} />
          </Form.Item>
        ))}
        <Form.Item name="careUnitId" label={t('rules.careUnitId')}>
          <UnitSelect placeholder={t('rules.everyone')} />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('rules.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
