import type { ChatSettings, ChatSettingsShown } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, PageSkeleton, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { setChatSettings, useChatAct, useChatSettings } from './queries.ts'
import { AutomaticPart } from './settings/AutomaticPart.tsx'
import { PacePart } from './settings/PacePart.tsx'
import { PersonPart } from './settings/PersonPart.tsx'
import { WindowPart } from './settings/WindowPart.tsx'
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

type Values = ChatSettings & { hasAutomatic: boolean }

function SettingsForm({ shown, onSaved }: { shown: ChatSettingsShown; onSaved: () => void }) {
  const { t } = useTranslation('chats')
  const { message } = App.useApp()
  const words = useProblemWords()
  const act = useChatAct(setChatSettings)
  const { definition, version, script, groups } = shown
  const save = ({ hasAutomatic, ...values }: Values) =>
    act.mutate(
      {
        definition: {
          ...values,
          automatic: hasAutomatic ? values.automatic : null,
          complaintGroupId: values.complaintGroupId ?? null,
          unitId: values.unitId ?? null,
        },
        version,
      },
      {
        onSuccess: () => {
          void message.success(t('settings.saved'))
          onSaved()
        },
        onError: (error) => void message.error(words(error).detail ?? words(error).title),
      },
    )
  return (
    <Form<Values>
      className="chats-settings"
      layout="vertical"
      initialValues={{ ...definition, hasAutomatic: definition.automatic !== null, automatic: definition.automatic ?? { minutes: 3 } }}
      onFinish={save}
    >
      <section className="card">
        <Form.Item label={t('settings.script')} extra={t('settings.scriptHint')}>
          <Input.TextArea aria-label={t('settings.script')} readOnly rows={2} value={script} />
        </Form.Item>
      </section>
      <WindowPart />
      <AutomaticPart />
      <PersonPart groups={groups} />
      <PacePart />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('settings.save')}
      </Button>
    </Form>
  )
}
