import { type PerformanceRules, performanceCriteria } from '@zhiwei/contract'
import { DatePicker, Form, InputNumber } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { setRules, useRefreshPerformance } from './queries.ts'

type Values = { effectiveMonth: Dayjs; rules: PerformanceRules; reason: string }
const numbers = [
  ['fewest', 5, 100],
  ['ownDays', 1, 20],
  ['pointsPerFinding', 1, 100],
  ['prepareDay', 1, 15],
] as const

/** 新规则: from a month to come, with its reason. */
export function RulesModal({ rules, onClose }: { rules: PerformanceRules; onClose: () => void }) {
  const { t } = useTranslation('performance')
  const refresh = useRefreshPerformance()
  async function submit({ effectiveMonth, ...values }: Values) {
    await setRules({ effectiveMonth: effectiveMonth.format('YYYY-MM'), ...values })
    await refresh()
  }
  const required = [{ required: true, message: t('rules.required') }]
  return (
    <FormModal<Values>
      open
      title={t('rules.new')}
      okText={t('rules.save')}
      width={560}
      initialValues={{ effectiveMonth: dayjs().add(1, 'month').startOf('month'), rules, reason: '' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="effectiveMonth" label={t('rules.effectiveMonth')} rules={required}>
        <DatePicker picker="month" allowClear={false} disabledDate={(month) => month.isBefore(dayjs().endOf('month'))} />
      </Form.Item>
      <div className="performance-fields">
        {performanceCriteria.map((name) => (
          <Form.Item key={name} name={['rules', 'weights', name]} label={t(`criterion.${name}`)} rules={required}>
            <InputNumber min={0} max={100} precision={0} />
          </Form.Item>
        ))}
        {numbers.map(([name, min, max]) => (
          <Form.Item key={name} name={['rules', name]} label={t(`rules.${name}`)} rules={required}>
            <InputNumber min={min} max={max} precision={0} />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="reason" label={t('rules.reason')} rules={[{ required: true, whitespace: true, message: t('rules.required') }]}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
