import { MessageKind, type OutgoingSettings } from '@zhiwei/contract'
import { App, Button, Checkbox, Form, Input, InputNumber, Radio, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { minuteOf, timeOf } from '../notifications/index.ts'
import { PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { useOutgoingSettings, useSaveSettings } from './queries.ts'

/** 规则: quiet hours, the day's number, approval of templates, what is told at all. */
export function SettingsPart() {
  const settings = useOutgoingSettings()
  if (settings.isPending) return <PageSkeleton shape="form" />
  if (settings.isError) return <ProblemNotice problem={settings.error} onRetry={settings.refetch} />
  return <SettingsForm key={settings.data.version} settings={settings.data} />
}

type Values = Pick<OutgoingSettings, 'mostADay' | 'needsApproval' | 'unknownReply'> & { from: string; to: string; kinds: MessageKind[] }
const choosable = MessageKind.options.filter((kind) => kind !== 'code')

function SettingsForm({ settings }: { settings: OutgoingSettings }) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const save = useSaveSettings()
  const submit = ({ from, to, kinds, ...given }: Values) =>
    save.mutate(
      {
        ...given,
        quietFrom: minuteOf(from) ?? settings.quietFrom,
        quietTo: minuteOf(to) ?? settings.quietTo,
        kindsOff: choosable.filter((kind) => !kinds.includes(kind)),
        version: settings.version,
      },
      { onSuccess: () => void message.success(t('settings.saved')), onError: (error) => void message.error(words(error).title) },
    )
  const time = [{ required: true, pattern: /^([01]?\d|2[0-3]):[0-5]\d$/, message: t('settings.timeWrong') }]
  return (
    <Form<Values>
      className="card outgoing-settings"
      layout="vertical"
      onFinish={submit}
      initialValues={{
        ...settings,
        from: timeOf(settings.quietFrom),
        to: timeOf(settings.quietTo),
        kinds: choosable.filter((kind) => !settings.kindsOff.includes(kind)),
      }}
    >
      <Form.Item label={t('settings.quiet')} extra={t('settings.quietHint')}>
        <div className="message-filters">
          <Form.Item name="from" noStyle rules={time}>
            <Input className="time-field" maxLength={5} aria-label={t('settings.from')} />
          </Form.Item>
          <span>–</span>
          <Form.Item name="to" noStyle rules={time}>
            <Input className="time-field" maxLength={5} aria-label={t('settings.to')} />
          </Form.Item>
        </div>
      </Form.Item>
      <Form.Item name="mostADay" label={t('settings.mostADay')} extra={t('settings.mostHint')}>
        <InputNumber className="count-field" min={1} max={100} suffix={t('settings.messages')} />
      </Form.Item>
      <Form.Item name="kinds" label={t('settings.kinds')} extra={t('settings.kindsHint')}>
        <Checkbox.Group options={choosable.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="needsApproval" label={t('settings.needsApproval')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="unknownReply" label={t('settings.unknownReply')}>
        <Radio.Group options={(['contact', 'complaint'] as const).map((value) => ({ value, label: t(`settings.unknown.${value}`) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('settings.save')}
      </Button>
    </Form>
  )
}
