import { ContactField, type ContactImport } from '@zhiwei/contract'
import { App, Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText, ratioText } from '../platform/index.ts'
import { EmptyState, FileDrop, Instant, Page, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { sendFile, undoImport, useContactImports, useRefresh } from './queries.ts'
import { useContactWords } from './use-words.ts'
import './contacts.css'

const largest = 20 * 1024 * 1024
const channels = ['chat', 'hotline', 'survey', 'review', 'social', 'wechat', 'app', 'email', 'sms'] as const

/** 导入联络: drop a table, see what was understood, store it. */
export function ContactImportPage() {
  const { t } = useTranslation('contacts')
  const [file, setFile] = useState<File>()
  const [read, setRead] = useState<ContactImport>()
  const [channel, setChannel] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const refresh = useRefresh()

  async function send(chosen: File, given: { check: boolean; channel?: string | undefined; mapping?: string | undefined }) {
    setBusy(true)
    setProblem(undefined)
    try {
      const answer = await sendFile(chosen, given)
      setRead(answer)
      if (!given.check) await refresh()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const mappingOf = (columns: ContactImport['columns']) =>
    columns
      .filter(({ field }) => field)
      .map(({ index, field }) => `${index}:${field}`)
      .join(',')
  const change = (columns: ContactImport['columns'], nextChannel = channel) => {
    setChannel(nextChannel)
    if (file) void send(file, { check: true, channel: nextChannel, mapping: mappingOf(columns) })
  }
  return (
    <Page title={t('import.title')} breadcrumbs={[{ label: t('latent.title'), to: '/latent' }]}>
      <FileDrop
        accept=".xlsx,.csv"
        maxBytes={largest}
        disabled={isBusy}
        title={t('import.drop')}
        hint={t('import.hint')}
        onFiles={([chosen]) => {
          if (!chosen) return
          setFile(chosen)
          setChannel(undefined)
          void send(chosen, { check: true })
        }}
      />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {read && file && !read.id && (
        <Check
          read={read}
          channel={channel}
          isBusy={isBusy}
          onChange={change}
          onStore={() => void send(file, { check: false, channel, mapping: mappingOf(read.columns) })}
        />
      )}
      {read?.id && (
        <section className="card care-card" role="status">
          <h2>{t('import.stored', { count: read.stored })}</h2>
          <p>
            {t('import.storedDetail', { known: numberText(read.known), bad: numberText(read.bad) })}{' '}
            <Link to="/latent">{t('import.toLatent')}</Link>
          </p>
          <Problems read={read} />
        </section>
      )}
      <Earlier />
    </Page>
  )
}

type CheckProps = {
  read: ContactImport
  channel: string | undefined
  isBusy: boolean
  onChange: (columns: ContactImport['columns'], channel?: string) => void
  onStore: () => void
}

function Check({ read, channel, isBusy, onChange, onStore }: CheckProps) {
  const { t } = useTranslation('contacts')
  const words = useContactWords()
  const taken = new Set(read.columns.flatMap(({ field }) => field ?? []))
  return (
    <section className="card care-card">
      <h2>{t('import.understood', { name: read.fileName })}</h2>
      <p>{t('import.counts', { rows: numberText(read.rows), contacts: numberText(read.contacts), bad: numberText(read.bad) })}</p>
      <div className="import-columns">
        {read.columns.map((column) => (
          <span key={column.index} className="import-column">
            <strong>{column.name}</strong>
            <span className="meta">{column.sample || '–'}</span>
            <Select
              size="small"
              allowClear
              aria-label={t('import.columnIs', { name: column.name })}
              placeholder={t('import.ignored')}
              value={column.field}
              onChange={(field) =>
                onChange(read.columns.map((one) => (one.index === column.index ? { ...one, field: field ?? null } : one)))
              }
              options={ContactField.options.map((value) => ({
                value,
                label: t(`field.${value}`),
                disabled: taken.has(value) && value !== column.field,
              }))}
            />
          </span>
        ))}
      </div>
      <p className="latent-filters">
        <span>{t('import.channel')}</span>
        <Select
          aria-label={t('import.channel')}
          placeholder={t('import.byColumn')}
          allowClear
          value={channel ?? null}
          onChange={(next) => onChange(read.columns, next ?? undefined)}
          options={channels.map((value) => ({ value, label: words.channel(value) }))}
        />
      </p>
      <Problems read={read} />
      <Table
        size="small"
        rowKey="row"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={read.preview}
        columns={[
          { title: t('import.row'), dataIndex: 'row', key: 'row' },
          { title: t('filter.channel'), key: 'channel', render: (_, row) => words.channel(row.channel) },
          { title: t('import.at'), key: 'at', render: (_, row) => <Instant at={row.occurredAt} /> },
          { title: t('import.customer'), dataIndex: 'customer', key: 'customer' },
          { title: t('import.text'), key: 'text', render: (_, row) => <span className="import-text">{row.text}</span> },
          { title: t('latent.probability'), key: 'unhappy', render: (_, row) => ratioText(row.unhappy, 0) },
        ]}
      />
      <p>
        <Button type="primary" loading={isBusy} disabled={read.contacts === 0} onClick={onStore}>
          {t('import.store', { count: read.contacts })}
        </Button>
      </p>
    </section>
  )
}

function Problems({ read }: { read: ContactImport }) {
  const { t } = useTranslation('contacts')
  if (read.problems.length === 0) return null
  return (
    <ul className="import-problems">
      {read.problems.slice(0, 10).map(({ row, detail }) => (
        <li key={`${row} ${detail}`}>{row > 0 ? t('import.problem', { row, detail }) : detail}</li>
      ))}
      {read.bad > 10 && <li>{t('import.moreProblems', { count: read.bad - 10 })}</li>}
    </ul>
  )
}

function Earlier() {
  const { t } = useTranslation('contacts')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const refresh = useRefresh()
  const imports = useContactImports()
  if (imports.isPending) return null
  if (imports.isError) return <ProblemNotice problem={imports.error} onRetry={imports.refetch} />
  const undo = (id: string) =>
    modal.confirm({
      title: t('import.undoTitle'),
      content: t('import.undoDetail'),
      okText: t('import.undo'),
      onOk: async () => {
        try {
          const { undone, kept } = await undoImport(id)
          message.success(t('import.undone', { undone, kept }))
          await refresh()
        } catch (error) {
          message.error(words(error).title)
        }
      },
    })
  return (
    <section className="card care-card">
      <h2>{t('import.earlier')}</h2>
      {imports.data.rows.length === 0 ? (
        <EmptyState title={t('import.none')} detail={t('import.noneDetail')} />
      ) : (
        <ul className="care-history">
          {imports.data.rows.map((run) => (
            <li key={run.id}>
              <Instant at={run.at} /> {run.fileName} <span className="meta">{run.by?.name}</span>{' '}
              {t('import.run', { stored: numberText(run.stored), known: numberText(run.known), bad: numberText(run.bad) })}{' '}
              {run.undoneAt ? (
                <span className="meta">{t('import.wasUndone', { count: run.undone })}</span>
              ) : (
                <Button size="small" type="text" onClick={() => undo(run.id)}>
                  {t('import.undo')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
