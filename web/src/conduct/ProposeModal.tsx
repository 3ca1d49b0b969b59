import {
  type ConductMeasure,
  type ConductMeasureKind,
  type CustomerConduct,
  conductMeasures,
  gradeOf,
  longestRestrictionDays,
  milderAskedFrom,
} from '@zhiwei/contract'
import { Checkbox, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'
import { DayField } from './DayField.tsx'
import { propose, useRefreshConduct } from './queries.ts'

type Values = {
  kinds: ConductMeasureKind[]
  contactId?: string
  perWeek?: number
  endsOn: string
  reason: string
  milder?: string
  caseIds: string[]
}
export type CaseChoice = { id: string; number: string; subject: string }
type Props = { customer: CustomerConduct['customer']; cases: CaseChoice[]; chosen: string[]; onClose: () => void }

/** 提出限制: which measures, until when, why, and on which cases it rests. */
export function ProposeModal({ customer, cases, chosen, onClose }: Props) {
  const { t } = useTranslation('conduct')
  const refresh = useRefreshConduct()
  const required = [{ required: true, message: t('required') }]

  async function submit({ kinds, contactId = '', perWeek = 1, milder, ...rest }: Values) {
    const measureOf: Record<ConductMeasureKind, ConductMeasure> = {
      caution: { kind: 'caution' },
      singleContact: { kind: 'singleContact', contactId },
      writtenOnly: { kind: 'writtenOnly' },
      contactRate: { kind: 'contactRate', perWeek },
      noGoodwill: { kind: 'noGoodwill' },
    }
    const measures = conductMeasures.filter((kind) => kinds.includes(kind)).map((kind) => measureOf[kind])
    await propose({ customerId: customer.id, measures, ...rest, ...(milder?.trim() && { milder }) })
    await refresh()
  }

  return (
    <FormModal<Values>
      open
      title={t('propose.title', { name: customer.name })}
      okText={t('propose.do')}
      width={600}
      initialValues={{ kinds: [], caseIds: chosen, perWeek: 2 }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('propose.hint')}</p>
      <Form.Item name="kinds" label={t('propose.measures')} rules={[{ required: true, type: 'array', min: 1, message: t('required') }]}>
        <Checkbox.Group className="conduct-checks" options={conductMeasures.map((value) => ({ value, label: t(`choice.${value}`) }))} />
      </Form.Item>
      <OfMeasures />
      <Form.Item name="endsOn" label={t('propose.endsOn', { days: longestRestrictionDays })} rules={required}>
        <DayField days={longestRestrictionDays} />
      </Form.Item>
      <Form.Item name="caseIds" label={t('propose.cases')} rules={[{ required: true, type: 'array', min: 1, message: t('required') }]}>
        <Select
          mode="multiple"
          maxCount={20}
          showSearch={{ optionFilterProp: 'label' }}
          options={cases.map(({ id, number, subject }) => ({ value: id, label: `${number} ${subject}` }))}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('propose.reason')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <GrowingText minRows={2} maxRows={8} maxLength={2_000} />
      </Form.Item>
      <Milder />
    </FormModal>
  )
}

const useKinds = (): ConductMeasureKind[] => Form.useWatch('kinds') ?? []

function OfMeasures() {
  const { t } = useTranslation('conduct')
  const kinds = useKinds()
  return (
    <>
      {kinds.includes('singleContact') && (
        <Form.Item name="contactId" label={t('propose.contact')} rules={[{ required: true, message: t('required') }]}>
          <PersonSelect />
        </Form.Item>
      )}
      {kinds.includes('contactRate') && (
        <Form.Item name="perWeek" label={t('propose.perWeek')} rules={[{ required: true, message: t('required') }]}>
          <InputNumber min={1} max={10} precision={0} />
        </Form.Item>
      )}
    </>
  )
}

/** From the middle grade on: why nothing milder would do. */
function Milder() {
  const { t } = useTranslation('conduct')
  if (!useKinds().some((kind) => gradeOf[kind] >= milderAskedFrom)) return null
  return (
    <Form.Item name="milder" label={t('propose.milder')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
      <GrowingText minRows={2} maxRows={8} maxLength={2_000} />
    </Form.Item>
  )
}
