import type { CallSettings } from '@zhiwei/contract'
import { App, Button, Form, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { useMay } from '../platform/index.ts'
import { Page, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import { useCallActs, useCallSettings } from './queries.ts'
import { Simulator } from './Simulator.tsx'
import '../identity/settings.css'
import './calls.css'

/** 来电设置: whose telephone is whose, where complaints of the voice menu ring, and a telephone system to try it with. */
export function CallSettingsPage() {
  const { t } = useTranslation('calls')
  const settings = useCallSettings()
  const mayReport = useMay('calls:report')
  return (
    <Page title={t('ui:settings.calls')}>
      {settings.isPending && <TableBones count={3} />}
      {settings.isError && <ProblemNotice problem={settings.error} onRetry={settings.refetch} />}
      {settings.data && (
        <>
          {mayReport && <Simulator extensions={settings.data.extensions} />}
          <Extensions settings={settings.data} />
          <ComplaintRing key={settings.data.version} settings={settings.data} />
          <section className="card call-part">
            <h2>{t('door.title')}</h2>
            <p>
              {t('door.detail')} <code>POST /api/v1/calls/events</code>
            </p>
            <p className="meta">{t('door.token')}</p>
          </section>
        </>
      )}
    </Page>
  )
}

function Extensions({ settings }: { settings: CallSettings }) {
  const { t } = useTranslation('calls')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { setExtension } = useCallActs()
  const [form] = Form.useForm<{ extension: string; userId: string }>()
  const onError = (error: unknown) => void message.error(words(error).title)
  const bind = (values: { extension: string; userId: string }) =>
    setExtension.mutate(values, {
      onSuccess: () => form.resetFields(),
      onError,
    })
  return (
    <section className="card call-part">
      <h2>{t('extension.title')}</h2>
      <Form form={form} name="bind" layout="inline" onFinish={bind} className="call-inline">
        <Form.Item
          name="extension"
          label={t('extension.number')}
          rules={[{ required: true, pattern: /^[\w+*#-]{1,40}$/, message: t('extension.wrong') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="userId"
          label={t('extension.person')}
          className="call-person"
          rules={[{ required: true, message: t('extension.who') }]}
        >
          <PersonSelect permission="calls:handle" />
        </Form.Item>
        <Button htmlType="submit" loading={setExtension.isPending}>
          {t('extension.bind')}
        </Button>
      </Form>
      <Table
        size="small"
        rowKey="extension"
        pagination={false}
        dataSource={settings.extensions}
        locale={{ emptyText: <span className="meta">{t('extension.none')}</span> }}
        columns={[
          { title: t('extension.number'), dataIndex: 'extension' },
          { title: t('extension.person'), key: 'person', render: (_, { user }) => user.name },
          {
            title: <span className="out-of-sight">{t('acts')}</span>,
            key: 'acts',
            align: 'right',
            render: (_, { extension }) => (
              <Button type="text" size="small" danger onClick={() => setExtension.mutate({ extension, userId: null }, { onError })}>
                {t('extension.release')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  )
}

/** 投诉直达 */
function ComplaintRing({ settings }: { settings: CallSettings }) {
  const { t } = useTranslation('calls')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { setSettings } = useCallActs()
  const [choices, setChoices] = useState(settings.complaintChoices)
  const [groupId, setGroupId] = useState(settings.complaintGroupId)
  const save = () =>
    setSettings.mutate(
      { complaintChoices: choices, complaintGroupId: groupId, version: settings.version },
      { onSuccess: () => void message.success(t('saved')), onError: (error) => void message.error(words(error).title) },
    )
  return (
    <section className="card call-part">
      <h2>{t('ring.title')}</h2>
      <p className="meta">{t('ring.detail')}</p>
      <Form layout="vertical" onFinish={save}>
        <Form.Item label={t('ring.choices')} htmlFor="complaint-choices">
          <Select id="complaint-choices" mode="tags" value={choices} onChange={setChoices} maxCount={20} />
        </Form.Item>
        <Form.Item label={t('ring.group')} htmlFor="complaint-group">
          <Select
            id="complaint-group"
            allowClear
            value={groupId}
            placeholder={t('ring.noGroup')}
            onChange={(id) => setGroupId(id ?? null)}
            options={settings.groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Button htmlType="submit" loading={setSettings.isPending}>
          {t('save')}
        </Button>
      </Form>
    </section>
  )
}
