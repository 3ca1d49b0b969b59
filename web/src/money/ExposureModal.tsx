import { ExposureKind } from '@zhiwei/contract'
import { DatePicker, Form, Input, InputNumber, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { useAskAgain } from './queries.ts'

type Values = { kind: ExposureKind; month: Dayjs; product?: string; region?: string; amount: number; source: string }

/** 录入 one figure; what stood there is written over and kept in its history. */
export function ExposureModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('money')
  const askAgain = useAskAgain()
  async function set({ month, product, region, ...values }: Values) {
    await api.put('/exposures', { rows: [{ ...values, month: month.format('YYYY-MM'), product: product || null, region: region || null }] })
    await askAgain()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <FormModal<Values>
      open={open}
      title={t('exposure.add')}
      okText={t('exposure.add')}
      initialValues={{ kind: 'customers' }}
      onSubmit={set}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('exposure.kind')} rules={required}>
        <Select options={ExposureKind.options.map((value) => ({ value, label: t(`exposureKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="month" label={t('exposure.month')} rules={required}>
        <DatePicker picker="month" className="money-date" />
      </Form.Item>
      <Form.Item name="amount" label={t('exposure.amount')} rules={required}>
        <InputNumber min={1} precision={0} className="money-date" />
      </Form.Item>
      <Form.Item name="product" label={t('exposure.product')}>
        <Input maxLength={200} placeholder={t('exposure.whole')} />
      </Form.Item>
      <Form.Item name="region" label={t('exposure.region')}>
        <Input maxLength={200} placeholder={t('exposure.whole')} />
      </Form.Item>
      <Form.Item name="source" label={t('exposure.source')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
