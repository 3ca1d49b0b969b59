import type { CostRate } from '@zhiwei/contract'
import { App, Button, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, upload, useMay } from '../platform/index.ts'
import { FileDrop, ProblemNotice, Sideways, TableBones } from '../ui/index.ts'
import { CustomerValueModal } from './CustomerValueModal.tsx'
import { useAskAgain, useMoneySetting, useRates } from './queries.ts'
import { RateModal } from './RateModal.tsx'
import { Standards } from './Standards.tsx'

const largestFile = 2 * 1024 * 1024

/** 费率, 标准工时, 客户年价值 and 去留: what money is counted of. */
export function RatesPart() {
  const { t } = useTranslation('money')
  const rates = useRates()
  const setting = useMoneySetting()
  const mayManage = useMay('money:manage')
  const [dialog, setDialog] = useState<'rate' | 'value'>()
  const close = () => setDialog(undefined)
  return (
    <div className="money-sections">
      <section className="card money-section money-wide">
        <h2 className="money-head">
          {t('rate.title')}
          {mayManage && (
            <Button size="small" onClick={() => setDialog('rate')}>
              {t('rate.add')}
            </Button>
          )}
        </h2>
        <p className="meta">{t('rate.hint')}</p>
        {rates.isPending && <TableBones />}
        {rates.isError && <ProblemNotice problem={rates.error} onRetry={rates.refetch} />}
        {rates.data && (
          <Sideways label={t('rate.title')}>
            <Table<CostRate>
              size="small"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              rowKey="id"
              dataSource={rates.data.rows}
              locale={{ emptyText: <span className="meta">{t('rate.empty')}</span> }}
              columns={[
                {
                  title: t('rate.unit'),
                  key: 'unit',
                  render: (_, { unit, work, note }) => (
                    <>
                      {unit?.name ?? t('rate.everyUnit')}
                      <span className="meta money-phone">
                        {work ? t(`work.${work}`) : t('rate.everyWork')} · {note}
                      </span>
                    </>
                  ),
                },
                {
                  title: t('rate.work'),
                  key: 'work',
                  responsive: ['sm'],
                  render: (_, { work }) => (work ? t(`work.${work}`) : t('rate.everyWork')),
                },
                { title: t('rate.perHour'), key: 'fen', align: 'right', render: (_, { fenPerHour }) => moneyText(fenPerHour) },
                { title: t('rate.from'), key: 'from', render: (_, { effectiveFrom }) => <span className="figures">{effectiveFrom}</span> },
                {
                  title: t('rate.note'),
                  key: 'note',
                  responsive: ['sm'],
                  render: (_, { note, madeBy }) => `${note}${madeBy ? ` · ${madeBy.name}` : ''}`,
                },
              ]}
            />
          </Sideways>
        )}
      </section>
      <section className="card money-section">
        <h2 className="money-head">
          {t('value.title')}
          {mayManage && setting.data && (
            <Button size="small" onClick={() => setDialog('value')}>
              {t('value.change')}
            </Button>
          )}
        </h2>
        <p className="money-big figures">{setting.data?.customerYearFen ? moneyText(setting.data.customerYearFen) : t('value.none')}</p>
        <p className="meta">{t('value.hint')}</p>
      </section>
      <OutcomesImport mayManage={mayManage} />
      <Standards mayManage={mayManage} />
      <RateModal open={dialog === 'rate'} onClose={close} />
      {setting.data && <CustomerValueModal open={dialog === 'value'} setting={setting.data} onClose={close} />}
    </div>
  )
}

/** 导入去留 of customers: whether they bought again, stayed or left. */
function OutcomesImport({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('money')
  const { message } = App.useApp()
  const askAgain = useAskAgain()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  async function take([file]: File[]) {
    if (!file) return
    setBusy(true)
    setProblem(undefined)
    try {
      const { marked } = await upload<{ marked: number }>('/customer-outcomes-file', file)
      void message.success(t('outcomes.done', { marked }))
      await askAgain()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card money-section">
      <h2>{t('outcomes.title')}</h2>
      <p className="meta">{t('outcomes.hint')}</p>
      {mayManage && (
        <Space orientation="vertical" className="money-drop">
          <FileDrop
            accept=".xlsx,.csv"
            maxBytes={largestFile}
            title={t('outcomes.drop')}
            disabled={isBusy}
            onFiles={(files) => void take(files)}
          />
          {problem !== undefined && <ProblemNotice problem={problem} />}
        </Space>
      )}
    </section>
  )
}
