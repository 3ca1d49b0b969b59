import { ExposureKind, type ExposureRow } from '@zhiwei/contract'
import { App, Button, Modal, Select, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, numberText, saveFromServer, upload, useMay } from '../platform/index.ts'
import { FileDrop, Instant, ProblemNotice, Sideways, TableBones } from '../ui/index.ts'
import { ExposureModal } from './ExposureModal.tsx'
import { useAskAgain, useExposureHistory, useExposureSetting, useExposures } from './queries.ts'

const largestFile = 2 * 1024 * 1024

/** 暴露量: entered, brought as a file, and with what each figure was before. */
export function ExposurePart() {
  const { t } = useTranslation('money')
  const { message } = App.useApp()
  const exposures = useExposures()
  const setting = useExposureSetting()
  const askAgain = useAskAgain()
  const mayManage = useMay('exposure:manage')
  const [isAdding, setAdding] = useState(false)
  const [shown, setShown] = useState<ExposureRow>()
  const [problem, setProblem] = useState<unknown>()
  const doing = (work: () => Promise<unknown>) => {
    setProblem(undefined)
    work().then(askAgain, setProblem)
  }
  const whereOf = ({ product, region }: ExposureRow) => [product, region].filter(Boolean).join(' · ') || t('exposure.whole')
  const take = ([file]: File[]) => {
    if (file)
      doing(async () => {
        const { set } = await upload<{ set: number }>('/exposures-file', file)
        void message.success(t('exposure.done', { set }))
      })
  }
  return (
    <section className="card money-section">
      <h2 className="money-head">
        {t('exposure.title')}
        <Space wrap>
          <Button size="small" onClick={() => saveFromServer('/exposures-file?format=xlsx')}>
            {t('exposure.export')}
          </Button>
          {mayManage && (
            <Button size="small" type="primary" onClick={() => setAdding(true)}>
              {t('exposure.add')}
            </Button>
          )}
        </Space>
      </h2>
      <p className="meta">{t('exposure.hint')}</p>
      {setting.data && (
        <p>
          {t('exposure.basis')}{' '}
          <Select
            size="small"
            value={setting.data.basis}
            disabled={!mayManage}
            aria-label={t('exposure.basis')}
            options={ExposureKind.options.map((value) => ({ value, label: t(`exposureKind.${value}`) }))}
            onChange={(basis) => doing(() => api.put('/exposure-setting', { basis, version: setting.data.version }))}
          />
        </p>
      )}
      {mayManage && <FileDrop accept=".xlsx,.csv" maxBytes={largestFile} title={t('exposure.drop')} onFiles={take} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {exposures.isPending && <TableBones />}
      {exposures.isError && <ProblemNotice problem={exposures.error} onRetry={exposures.refetch} />}
      {exposures.data && (
        <Sideways label={t('exposure.title')}>
          <Table<ExposureRow>
            size="small"
            pagination={{ pageSize: 24, hideOnSinglePage: true, showSizeChanger: false }}
            rowKey={({ kind, month, product, region }) => [kind, month, product, region].join('\n')}
            dataSource={exposures.data.rows}
            locale={{ emptyText: <span className="meta">{t('exposure.empty')}</span> }}
            columns={[
              {
                title: t('exposure.month'),
                key: 'month',
                render: (_, row) => (
                  <>
                    <span className="figures">{row.month}</span>
                    <span className="meta money-phone">
                      {t(`exposureKind.${row.kind}`)} · {whereOf(row)} · {row.source}
                    </span>
                  </>
                ),
              },
              { title: t('exposure.kind'), key: 'kind', responsive: ['sm'], render: (_, { kind }) => t(`exposureKind.${kind}`) },
              { title: t('exposure.where'), key: 'where', responsive: ['sm'], render: (_, row) => whereOf(row) },
              {
                title: t('exposure.amount'),
                key: 'amount',
                align: 'right',
                render: (_, { amount }) => <span className="figures">{numberText(amount)}</span>,
              },
              { title: t('exposure.source'), key: 'source', responsive: ['sm'], render: (_, { source }) => source },
              {
                title: t('exposure.history'),
                key: 'history',
                render: (_, row) => (
                  <Button type="link" size="small" onClick={() => setShown(row)}>
                    <Instant at={row.at} />
                  </Button>
                ),
              },
            ]}
          />
        </Sideways>
      )}
      <ExposureModal open={isAdding} onClose={() => setAdding(false)} />
      {shown && <History row={shown} onClose={() => setShown(undefined)} />}
    </section>
  )
}

/** What a figure was before, and by whom it was given. */
function History({ row, onClose }: { row: ExposureRow; onClose: () => void }) {
  const { t } = useTranslation('money')
  const history = useExposureHistory(row)
  return (
    <Modal open title={`${t('exposure.history')} · ${row.month} · ${t(`exposureKind.${row.kind}`)}`} footer={null} onCancel={onClose}>
      {history.isPending && <TableBones />}
      <ul>
        {history.data?.rows.map(({ at, amount, source, by }) => (
          <li key={at}>
            <span className="figures">{amount === null ? t('exposure.removed') : numberText(amount)}</span> · {source} · {by?.name} ·{' '}
            <Instant at={at} />
          </li>
        ))}
      </ul>
    </Modal>
  )
}
