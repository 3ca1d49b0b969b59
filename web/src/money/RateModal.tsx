import { CostWork } from '@zhiwei/contract'
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { MoneyField } from '../cases/index.ts'
import { UnitSelect } from '../identity/index.ts'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useAskAgain } from './queries.ts'

type Values = { unitId?: string; work?: CostWork; fenPerHour: number; effectiveFrom: Dayjs; note: string }

/** A new rate; those there are stay as they were until its day. */
export function RateModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('money')
  const askAgain = useAskAgain()
  async function add({ effectiveFrom, unitId, work, ...values }: Values) {
    await api.post('/cost-rates', {
      ...values,
      unitId: unitId ?? null,
      work: work ?? null,
      effectiveFrom: effectiveFrom.format('YYYY-MM-DD'),
    })
    await askAgain()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Values> open={open} title={t('rate.add')} okText={t('rate.add')} onSubmit={add} onClose={onClose}>
      <Form.Item name="unitId" label={t('rate.unit')}>
        <UnitSelect placeholder={t('rate.everyUnit')} />
      </Form.Item>
      <Form.Item name="work" label={t('rate.work')}>
        <Select
          allowClear
          placeholder={t('rate.everyWork')}
          options={CostWork.options.map((value) => ({ value, label: t(`work.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="fenPerHour" label={t('rate.perHour')} rules={required}>
        <MoneyField />
      </Form.Item>
      <Form.Item name="effectiveFrom" label={t('rate.from')} rules={required}>
        <DatePicker className="money-date" />
      </Form.Item>
      <Form.Item name="note" label={t('rate.note')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
