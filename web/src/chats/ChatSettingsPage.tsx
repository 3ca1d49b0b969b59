import type { ChatSettings, ChatSettingsShown } from '@zhiwei/contract'
import { App, Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { setChatSettings, useChatAct, useChatSettings } from './queries.ts'
import './chats.css'

/** 设置 → 在线客服: the line for the site, which sites may show the window, and how talks go. */
export function ChatSettingsPage() {
  const { t } = useTranslation('chats')
  const settings = useChatSettings()
  return (
    <Page title={t('settings.title')}>
      {settings.isPending && <PageSkeleton shape="form" />}
      {settings.isError && <ProblemNotice problem={settings.error} onRetry={settings.refetch} />}
      {settings.data && <SettingsForm key={settings.data.version} shown={settings.data} onSaved={() => void settings.refetch()} />}
    </Page>
  )
}

function SettingsForm({ shown, onSaved }: { shown: ChatSettingsShown; onSaved: () => void }) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const act = useChatAct(setChatSettings)
  const { definition, version, script, groups } = shown
  const save = (values: Partial<ChatSettings>) =>
    act.mutate(
      { definition: { ...definition, ...values, complaintGroupId: values.complaintGroupId ?? null }, version },
      {
        onSuccess: () => {
          void message.success(t('settings.saved'))
          onSaved()
        },
        onError: (error) => void message.error(words(error).detail ?? words(error).title),
      },
    )
  const seconds = (name: 'silenceAskSeconds' | 'silenceEndSeconds') => (
    <Form.Item name={name} label={t(`settings.${name}`)}>
      <InputNumber min={30} max={3_600} />
    </Form.Item>
  )
  return (
    <Form className="card chats-settings" layout="vertical" initialValues={definition} onFinish={save}>
      <Form.Item label={t('settings.script')} extra={t('settings.scriptHint')}>
        <Input.TextArea aria-label={t('settings.script')} readOnly rows={2} value={script} />
      </Form.Item>
      <Form.Item name="isOpen" label={t('settings.isOpen')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="isAlwaysOpen" label={t('settings.isAlwaysOpen')} extra={t('settings.hoursHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="sites" label={t('settings.sites')} extra={t('settings.sitesHint')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',']} />
      </Form.Item>
      <Form.Item name="complaintGroupId" label={t('settings.group')}>
        <Select allowClear options={groups.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name={['greeting', 'zh']} label={t('settings.greeting')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name={['greeting', 'en']} label={t('settings.greetingEn')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {seconds('silenceAskSeconds')}
      {seconds('silenceEndSeconds')}
      <Form.Item name="capacity" label={t('settings.capacity')}>
        <InputNumber min={1} max={20} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('settings.save')}
      </Button>
    </Form>
  )
}
