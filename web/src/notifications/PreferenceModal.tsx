import type { NoticePreference } from '@zhiwei/contract'
import { App, Button, Form, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, PageSkeleton, useProblemWords } from '../ui/index.ts'
import { useMailTest, usePreference, useSavePreference } from './queries.ts'
import { minuteOf, timeOf } from './time-of-day.ts'

type Values = { app: boolean; mail: boolean; robot: boolean; mailAddress?: string; quietFrom?: string; quietTo?: string }

/** 通知设置: how I want to be told, and when not. */
export function PreferenceModal({ onClose }: { onClose: () => void }) {
  const preference = usePreference()
  if (!preference.data) return <PageSkeleton shape="form" />
  return <PreferenceForm key={preference.data.version} preference={preference.data} onClose={onClose} />
}

function PreferenceForm({ preference, onClose }: { preference: NoticePreference; onClose: () => void }) {
  const { t } = useTranslation('notifications')
  const save = useSavePreference()
  const { mailAvailable, mailAddress, quietFrom, quietTo } = preference
  const timeRule = { pattern: /^([01]?\d|2[0-3]):[0-5]\d$/, message: t('preference.timeWrong') }
  return (
    <FormModal<Values>
      open
      title={t('preference.title')}
      okText={t('save')}
      initialValues={{
        app: preference.app,
        mail: preference.mail,
        robot: preference.robot,
        ...(mailAddress && { mailAddress }),
        ...(quietFrom !== null && { quietFrom: timeOf(quietFrom) }),
        ...(quietTo !== null && { quietTo: timeOf(quietTo) }),
      }}
      onSubmit={(values) =>
        save.mutateAsync({
          ...preference,
          app: values.app,
          mail: values.mail,
          robot: values.robot,
          mailAddress: values.mailAddress?.trim() || null,
          quietFrom: minuteOf(values.quietFrom),
          quietTo: minuteOf(values.quietTo),
        })
      }
      onClose={onClose}
    >
      <Form.Item name="app" label={t('preference.app')} extra={t('preference.appHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="mail"
        label={t('preference.mail')}
        extra={t(mailAvailable ? 'preference.mailHint' : 'preference.mailOff')}
        valuePropName="checked"
      >
        <Switch disabled={!mailAvailable} />
      </Form.Item>
      <Form.Item name="mailAddress" label={t('preference.mailAddress')} rules={[{ type: 'email', message: t('preference.mailWrong') }]}>
        <Input type="email" maxLength={200} autoComplete="email" disabled={!mailAvailable} />
      </Form.Item>
      {mailAvailable && mailAddress && <MailTest />}
      <Form.Item name="robot" label={t('preference.robot')} extra={t('preference.robotHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <div className="notice-bar">
        <Form.Item name="quietFrom" label={t('preference.quietFrom')} rules={[timeRule]}>
          <Input placeholder="22:00" maxLength={5} />
        </Form.Item>
        <Form.Item name="quietTo" label={t('preference.quietTo')} rules={[timeRule]}>
          <Input placeholder="07:00" maxLength={5} />
        </Form.Item>
      </div>
      <p className="meta">{t('preference.quietHint')}</p>
    </FormModal>
  )
}

function MailTest() {
  const { t } = useTranslation('notifications')
  const { message } = App.useApp()
  const words = useProblemWords()
  const test = useMailTest()
  const send = () =>
    test.mutate(undefined, {
      onSuccess: ({ sent, error }) => void (sent ? message.success(t('testSent')) : message.error(t('testFailed', { error }))),
      onError: (error) => void message.error(words(error).title),
    })
  return (
    <Form.Item>
      <Button size="small" loading={test.isPending} onClick={send}>
        {t('preference.mailTest')}
      </Button>
    </Form.Item>
  )
}
