import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type DropFolder, type DroppedFile, ImportField, type ListOf } from '@zhiwei/contract'
import { App, Button, Form, Input, Radio, Switch, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../platform/index.ts'
import { Instant, Page, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import './webhooks.css'
import { colon } from '../platform/punctuation.ts'

type Values = { isOpen: boolean; as: 'auto' | 'history' | 'toHandle'; mapping: string }

/** 投递文件夹: whether tables in the folder are imported by themselves, as what and by which columns; and what became of the last ones. */
export function DropFolderPage() {
  const { t } = useTranslation('webhooks')
  const folder = useQuery({
    queryKey: ['drop-folder'],
    queryFn: ({ signal }) => api.get<DropFolder>('/drop-folder', undefined, signal),
  })
  return (
    <Page title={t('ui:settings.dropFolder')}>
      <p className="meta">{t('drop.detail')}</p>
      {folder.isPending && <TableBones count={3} />}
      {folder.isError && <ProblemNotice problem={folder.error} onRetry={folder.refetch} />}
      {folder.data && <FolderForm key={folder.data.version} folder={folder.data} />}
      <Files />
    </Page>
  )
}

const lineOf = ([column, field]: [string, string]) => `${column}=${field}`
const isField = (field: string): field is ImportField => (ImportField.options as readonly string[]).includes(field)

function FolderForm({ folder }: { folder: DropFolder }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const words = useProblemWords()
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const save = useMutation({
    mutationFn: (input: object) => api.put<DropFolder>('/drop-folder', input),
    onSuccess: () => void message.success(t('drop.saved')),
    onError: (error) => void message.error(words(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: ['drop-folder'] }),
  })
  function submit({ isOpen, as, mapping }: Values) {
    const lines = mapping.split('\n').flatMap((line) => {
      const at = line.lastIndexOf('=')
      return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : []
    })
    const wrong = lines.find(([, field]) => !isField(field))
    if (wrong) return form.setFields([{ name: 'mapping', errors: [t('drop.wrongField', { field: wrong[1] })] }])
    save.mutate({ isOpen, as: as === 'auto' ? null : as, mapping: Object.fromEntries(lines), version: folder.version })
  }
  return (
    <Form<Values>
      form={form}
      name="drop-folder"
      layout="vertical"
      className="card webhook-form"
      initialValues={{ isOpen: folder.isOpen, as: folder.as ?? 'auto', mapping: Object.entries(folder.mapping).map(lineOf).join('\n') }}
      onFinish={submit}
    >
      <p>
        {t('drop.path')} <code>{folder.path}</code>
      </p>
      <Form.Item name="isOpen" label={t('drop.isOpen')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="as" label={t('drop.as')}>
        <Radio.Group options={(['auto', 'toHandle', 'history'] as const).map((value) => ({ value, label: t(`drop.asWords.${value}`) }))} />
      </Form.Item>
      <Form.Item name="mapping" label={t('drop.mapping')} extra={t('drop.mappingHint')}>
        <Input.TextArea rows={4} spellCheck={false} />
      </Form.Item>
      <Button htmlType="submit" type="primary" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}

function Files() {
  const { t } = useTranslation('webhooks')
  const files = useQuery({
    queryKey: ['drop-folder', 'files'],
    queryFn: ({ signal }) => api.get<ListOf<DroppedFile>>('/dropped-files', undefined, signal),
  })
  return (
    <section className="webhook-log">
      <h2>{t('drop.files')}</h2>
      <Table<DroppedFile>
        size="small"
        className="card"
        rowKey="id"
        dataSource={files.data?.rows ?? []}
        pagination={false}
        locale={{ emptyText: <span className="meta">{t('drop.none')}</span> }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('drop.file'), dataIndex: 'name' },
          { title: t('at'), key: 'at', render: (_, { at }) => <Instant at={at} /> },
          {
            title: t('stateTitle'),
            key: 'state',
            render: (_, { state, detail }) => [t(`drop.state.${state}`), detail].filter(Boolean).join(colon()),
          },
          {
            title: <span className="out-of-sight">{t('acts')}</span>,
            key: 'acts',
            render: (_, { importId }) => importId && <Link to={`/imports/${importId}`}>{t('drop.open')}</Link>,
          },
        ]}
      />
    </section>
  )
}
