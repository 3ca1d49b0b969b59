import type { CostStandards } from '@zhiwei/contract'
import { Button, DatePicker, Form, Input, InputNumber, Table } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { FormModal, ProblemNotice, Sideways, TableBones } from '../ui/index.ts'
import { useAskAgain, useStandards } from './queries.ts'

type Act = CostStandards['acts'][number]
type Values = { minutes: Record<string, number>; effectiveFrom: Dayjs; note: string }
const fieldOf = (act: string) => act.replace('.', '_')

/** 标准工时 of each act, in force today; a change counts from its day. */
export function Standards({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation('money')
  const standards = useStandards()
  const askAgain = useAskAgain()
  const [open, setOpen] = useState(false)
  if (standards.isPending) return <TableBones />
  if (standards.isError) return <ProblemNotice problem={standards.error} onRetry={standards.refetch} />
  const { acts, versions } = standards.data
  const wordsOf = (act: string) => t(`act.${fieldOf(act)}`)
  async function change({ minutes, effectiveFrom, note }: Values) {
    const given = Object.fromEntries(acts.map(({ act, minutes: before }) => [act, minutes[fieldOf(act)] ?? before]))
    await api.post('/cost-standards', { minutes: given, effectiveFrom: effectiveFrom.format('YYYY-MM-DD'), note })
    await askAgain()
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <section className="card money-section money-wide">
      <h2 className="money-head">
        {t('standard.title')}
        {mayManage && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('standard.change')}
          </Button>
        )}
      </h2>
      <p className="meta">{t('standard.hint')}</p>
      {versions[0] && <p className="meta">{t('standard.since', { from: versions[0].effectiveFrom, note: versions[0].note })}</p>}
      <Sideways label={t('standard.title')}>
        <Table<Act>
          size="small"
          pagination={false}
          rowKey="act"
          dataSource={acts}
          columns={[
            {
              title: t('standard.act'),
              key: 'act',
              render: (_, { act, work }) => (
                <>
                  {wordsOf(act)}
                  <span className="meta money-phone">{t(`work.${work}`)}</span>
                </>
              ),
            },
            { title: t('rate.work'), key: 'work', responsive: ['sm'], render: (_, { work }) => t(`work.${work}`) },
            {
              title: t('standard.minutes'),
              key: 'minutes',
              align: 'right',
              render: (_, { minutes }) => <span className="figures">{minutes}</span>,
            },
            {
              title: t('standard.shipped'),
              key: 'shipped',
              align: 'right',
              render: (_, { shipped }) => <span className="figures meta">{shipped}</span>,
            },
          ]}
        />
      </Sideways>
      <FormModal<Values>
        open={open}
        title={t('standard.change')}
        okText={t('save')}
        initialValues={{ minutes: Object.fromEntries(acts.map(({ act, minutes }) => [fieldOf(act), minutes])) }}
        onSubmit={change}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="effectiveFrom" label={t('rate.from')} rules={required}>
          <DatePicker className="money-date" />
        </Form.Item>
        <Form.Item name="note" label={t('rate.note')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <div className="money-minutes">
          {acts.map(({ act }) => (
            <Form.Item key={act} name={['minutes', fieldOf(act)]} label={wordsOf(act)}>
              <InputNumber min={0} max={600} precision={0} />
            </Form.Item>
          ))}
        </div>
      </FormModal>
    </section>
  )
}
