import type { WorkCalendar } from '@zhiwei/contract'
import { Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useShippedName } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'
import { slotsOf } from './hours-text.ts'
import { useCalendarActs } from './queries.ts'

const kinds = ['off', 'makeUp', 'hours'] as const
type Values = { from: string; to: string; kind: (typeof kinds)[number]; hours?: string; reason: string }

/** 另定: some days that this calendar keeps in its own way, with the reason. */
export function OwnDaysModal({ calendar, date, onClose }: { calendar: WorkCalendar; date: string; onClose: () => void }) {
  const { t } = useTranslation('calendars')
  const named = useShippedName()
  const { setDays } = useCalendarActs()
  return (
    <FormModal<Values>
      open
      title={t('days.setOf', { name: named(calendar.name) })}
      okText={t('days.set')}
      initialValues={{ from: date, to: date, kind: 'off' }}
      onSubmit={({ hours, kind, ...rest }) =>
        setDays.mutateAsync({ calendar, ...rest, kind, ...(kind === 'hours' && { hours: slotsOf(hours ?? '') ?? [] }) })
      }
      onClose={onClose}
    >
      <div className="calendar-two">
        <Form.Item name="from" label={t('days.from')} rules={[{ required: true, message: t('days.dateRequired') }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={t('days.to')} rules={[{ required: true, message: t('days.dateRequired') }]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="kind" label={t('days.as')}>
        <Radio.Group options={kinds.map((kind) => ({ value: kind, label: t(`days.kind.${kind}`) }))} />
      </Form.Item>
      <OwnHours />
      <Form.Item name="reason" label={t('days.reason')} rules={[{ required: true, whitespace: true, message: t('days.reasonRequired') }]}>
        <Input maxLength={200} autoComplete="off" autoFocus placeholder={t('days.reasonPlaceholder')} />
      </Form.Item>
    </FormModal>
  )
}

function OwnHours() {
  const { t } = useTranslation('calendars')
  if (Form.useWatch('kind') !== 'hours') return null
  const isRead = (_: unknown, text: string | undefined) =>
    slotsOf(text ?? '')?.length ? Promise.resolve() : Promise.reject(new Error(t('hoursWrong')))
  return (
    <Form.Item name="hours" label={t('hours')} rules={[{ validator: isRead }]}>
      <Input autoComplete="off" placeholder="10:00-12:00, 14:00-16:00" />
    </Form.Item>
  )
}
