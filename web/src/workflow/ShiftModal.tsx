import type { OnCallShift } from '@zhiwei/contract'
import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PersonSelect, UnitSelect } from '../identity/index.ts'
import { minuteOf, timeOf } from '../notifications/index.ts'
import { FormModal } from '../ui/index.ts'
import { useShiftActs } from './queries.ts'

type Values = {
  unitId?: string
  level: number
  userId: string
  weekday: number
  from: string
  to: string
  validFrom?: string
  validTo?: string
}

const everyDay = 0

export function ShiftModal({
  shift,
  unitId,
  onClose,
}: {
  shift: OnCallShift | undefined
  unitId: string | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('workflow')
  const { add, change } = useShiftActs()
  const submit = (values: Values) => {
    const given = {
      unitId: values.unitId ?? null,
      level: values.level,
      userId: values.userId,
      weekday: values.weekday === everyDay ? null : values.weekday,
      fromMinute: minuteOf(values.from) ?? 0,
      toMinute: minuteOf(values.to) ?? 0,
      validFrom: values.validFrom || null,
      validTo: values.validTo || null,
    }
    return shift ? change.mutateAsync({ id: shift.id, version: shift.version, ...given }) : add.mutateAsync(given)
  }
  const time = [{ required: true, pattern: /^([01]?\d|2[0-3]):[0-5]\d$/, message: t('onCall.timeWrong') }]
  const person = [{ required: true, message: t('onCall.personRequired') }]
  return (
    <FormModal<Values>
      open
      title={t(shift ? 'onCall.edit' : 'onCall.new')}
      okText={t('save')}
      initialValues={{
        level: shift?.level ?? 1,
        weekday: shift?.weekday ?? everyDay,
        from: timeOf(shift?.fromMinute ?? 540),
        to: timeOf(shift?.toMinute ?? 1_080),
        ...(shift && { userId: shift.userId }),
        ...((shift ? shift.unitId : unitId) && { unitId: (shift ? shift.unitId : unitId) as string }),
        ...(shift?.validFrom && { validFrom: shift.validFrom }),
        ...(shift?.validTo && { validTo: shift.validTo }),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="unitId" label={t('onCall.unit')} extra={t('onCall.unitHint')}>
        <UnitSelect placeholder={t('onCall.allUnits')} />
      </Form.Item>
      <Form.Item name="level" label={t('onCall.level')}>
        <Radio.Group
          options={[1, 2, 3, 4].map((value) => ({ value, label: t('levelOf', { level: value, name: t(`cases:level.${value}`) }) }))}
        />
      </Form.Item>
      <Form.Item name="userId" label={t('onCall.person')} rules={person}>
        <PersonSelect placeholder={t('onCall.choosePerson')} />
      </Form.Item>
      <Form.Item name="weekday" label={t('onCall.weekday')}>
        <Select
          options={[0, 1, 2, 3, 4, 5, 6, 7].map((value) => ({
            value,
            label: t(value === everyDay ? 'onCall.everyDay' : `weekday.${value}`),
          }))}
        />
      </Form.Item>
      <div className="rule-figures">
        <Form.Item name="from" label={t('onCall.from')} rules={time}>
          <Input maxLength={5} />
        </Form.Item>
        <Form.Item name="to" label={t('onCall.to')} rules={time} extra={t('onCall.toHint')}>
          <Input maxLength={5} />
        </Form.Item>
        <Form.Item name="validFrom" label={t('onCall.validFrom')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validTo" label={t('onCall.validTo')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </FormModal>
  )
}
