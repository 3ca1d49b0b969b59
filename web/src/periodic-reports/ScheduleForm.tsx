import { useQueryClient } from '@tanstack/react-query'
import { PeriodicReportKind, ReportFileFormat, ReportLanguage, type ReportSchedule } from '@zhiwei/contract'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, useShippedName } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'

type Values = {
  kind: PeriodicReportKind
  language: ReportLanguage
  active: boolean
  workingDay: number
  time: string
  roleIds: string[]
  outside: string[]
  formats: ReportFileFormat[]
}
type Props = {
  schedule: ReportSchedule | null
  outsideAllowed: boolean
  roles: readonly { id: string; name: string }[]
  onClose: () => void
}

const two = (part: number) => String(part).padStart(2, '0')
const usual: Values = {
  kind: 'weekly',
  language: 'zh-CN',
  active: true,
  workingDay: 1,
  time: '08:00',
  roleIds: [],
  outside: [],
  formats: ['pdf'],
}

/** 一条定时发送, new or changed. */
export function ScheduleForm({ schedule, outsideAllowed, roles, onClose }: Props) {
  const { t } = useTranslation('periodic-reports')
  const named = useShippedName()
  const client = useQueryClient()
  const known = () => client.invalidateQueries({ queryKey: ['report-schedules'] })
  async function keep({ time, outside = [], ...values }: Values) {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const body = { ...values, outside, atMinutes: hours * 60 + minutes }
    await (schedule
      ? api.put(`/report-schedules/${schedule.id}`, { ...body, version: schedule.version })
      : api.post('/report-schedules', body)
    ).finally(known)
  }
  async function end() {
    if (!schedule) return
    await api.post(`/report-schedules/${schedule.id}/ending`, { version: schedule.version }).finally(known)
    onClose()
  }
  const initial = schedule && {
    ...schedule,
    time: `${two(Math.floor(schedule.atMinutes / 60))}:${two(schedule.atMinutes % 60)}`,
  }
  return (
    <FormModal<Values>
      open
      title={t(schedule ? 'schedule.change' : 'schedule.new')}
      okText={t('schedule.save')}
      initialValues={initial ?? usual}
      onSubmit={keep}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('column.kind')}>
        <Select options={PeriodicReportKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="workingDay" label={t('schedule.workingDay')} extra={t('schedule.workingDayHint')}>
        <InputNumber min={1} max={10} />
      </Form.Item>
      <Form.Item name="time" label={t('schedule.time')} rules={[{ required: true, message: t('schedule.must') }]}>
        <Input type="time" />
      </Form.Item>
      <Form.Item name="roleIds" label={t('schedule.roles')}>
        <Select mode="multiple" optionFilterProp="label" options={roles.map(({ id, name }) => ({ value: id, label: named(name) }))} />
      </Form.Item>
      {outsideAllowed && (
        <Form.Item name="outside" label={t('schedule.outside')} extra={t('schedule.outsideHint')}>
          <Select mode="tags" tokenSeparators={[',', ' ', '；', ';']} open={false} suffixIcon={null} />
        </Form.Item>
      )}
      <Form.Item name="formats" label={t('schedule.formats')} rules={[{ required: true, message: t('schedule.must') }]}>
        <Checkbox.Group options={ReportFileFormat.options.map((value) => ({ value, label: t(`format.${value}`) }))} />
      </Form.Item>
      <Form.Item name="language" label={t('language')}>
        <Select options={ReportLanguage.options.map((value) => ({ value, label: t(`languages.${value}`) }))} />
      </Form.Item>
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{t('schedule.active')}</Checkbox>
      </Form.Item>
      {schedule && (
        <Button danger onClick={() => void end()}>
          {t('schedule.end')}
        </Button>
      )}
    </FormModal>
  )
}
