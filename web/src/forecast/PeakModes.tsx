import { useQueryClient } from '@tanstack/react-query'
import type { PeakCode, PeakMode } from '@zhiwei/contract'
import { Button, Form, Input, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, useMay } from '../platform/index.ts'
import { EmptyState, FormModal, GrowingText, ProblemNotice, ReasonModal, TableBones } from '../ui/index.ts'
import { usePeakModes } from './queries.ts'

const codes: readonly PeakCode[] = ['consumerDay', 'midYear', 'double11', 'typhoon', 'summer', 'other']

/** 高峰模式: planned, running, past; begun and ended here. */
export function PeakModes() {
  const { t } = useTranslation('forecast')
  const client = useQueryClient()
  const modes = usePeakModes()
  const mayManage = useMay('warnings:manage')
  const [isNew, setNew] = useState(false)
  const [ending, setEnding] = useState<PeakMode>()
  const fresh = () => client.invalidateQueries({ queryKey: ['peak-modes'] })
  if (modes.isPending) return <TableBones />
  if (modes.isError) return <ProblemNotice problem={modes.error} onRetry={modes.refetch} />
  const create = mayManage && (
    <Button type="primary" onClick={() => setNew(true)}>
      {t('peak.new')}
    </Button>
  )
  return (
    <section className="card forecast-card">
      <div className="forecast-head">
        <p className="meta">{t('peak.rule')}</p>
        {modes.data.rows.length > 0 && create}
      </div>
      {modes.data.rows.length === 0 ? (
        <EmptyState title={t('peak.none')} detail={t('peak.noneDetail')} action={create} />
      ) : (
        <Table<PeakMode>
          size="small"
          pagination={false}
          rowKey="id"
          scroll={{ x: 'max-content' }}
          dataSource={modes.data.rows}
          columns={[
            {
              title: t('peak.name'),
              render: (_, { name, code }) => (
                <>
                  {name} <span className="meta">{t(`code.${code}`)}</span>
                </>
              ),
            },
            { title: t('peak.days'), render: (_, { startsOn, endsOn }) => `${startsOn} – ${endsOn ?? t('peak.open')}` },
            { title: t('peak.state'), render: (_, { state }) => <Tag>{t(`state.${state}`)}</Tag> },
            { title: t('peak.factor'), align: 'right', render: (_, { factor }) => (factor === null ? t('peak.learnt') : `× ${factor}`) },
            {
              title: t('peak.notice'),
              render: (_, { notice, plan, endReason }) => (
                <>
                  {notice}
                  {plan && <div className="meta forecast-plan">{plan}</div>}
                  {endReason && <div className="meta">{t('peak.ended', { reason: endReason })}</div>}
                </>
              ),
            },
            {
              title: '',
              key: 'acts',
              render: (_, mode) => mayManage && mode.state !== 'ended' && <Button onClick={() => setEnding(mode)}>{t('peak.end')}</Button>,
            },
          ]}
        />
      )}
      {isNew && <NewMode onClose={() => setNew(false)} onDone={fresh} />}
      <ReasonModal
        open={ending !== undefined}
        title={t('peak.endTitle', { name: ending?.name })}
        consequence={t('peak.endConsequence')}
        okText={t('peak.end')}
        onConfirm={async (reason) => {
          await api.post(`/peak-modes/${ending?.id}/ending`, { reason, version: ending?.version })
          await fresh()
        }}
        onClose={() => setEnding(undefined)}
      />
    </section>
  )
}

type Values = { code: PeakCode; name: string; startsOn: string; endsOn?: string; factor?: number | null; plan?: string; notice: string }

function NewMode({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<unknown> }) {
  const { t } = useTranslation('forecast')
  async function save({ endsOn, factor, ...values }: Values) {
    await api.post('/peak-modes', { ...values, ...(endsOn && { endsOn }), ...(factor && { factor }) })
    await onDone()
  }
  const must = [{ required: true, message: t('peak.must') }]
  return (
    <FormModal<Values>
      open
      title={t('peak.new')}
      okText={t('peak.make')}
      initialValues={{ code: 'double11' }}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="code" label={t('peak.code')} rules={must}>
        <Select options={codes.map((value) => ({ value, label: t(`code.${value}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('peak.name')} rules={must}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="startsOn" label={t('peak.startsOn')} rules={must}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="endsOn" label={t('peak.endsOn')} extra={t('peak.endsHint')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="factor" label={t('peak.factorAsked')} extra={t('peak.factorHint')}>
        <InputNumber min={0.2} max={20} step={0.1} />
      </Form.Item>
      <Form.Item name="notice" label={t('peak.notice')} rules={must} extra={t('peak.noticeHint')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="plan" label={t('peak.plan')} extra={t('peak.planHint')}>
        <GrowingText minRows={3} maxRows={8} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
