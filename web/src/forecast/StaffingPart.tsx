import { useQueryClient } from '@tanstack/react-query'
import type { ForecastSetting, Staffing } from '@zhiwei/contract'
import { Button, Form, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, useMay } from '../platform/index.ts'
import { EmptyState, FormModal, ProblemNotice, TableBones } from '../ui/index.ts'
import { kindName } from './ForecastPart.tsx'
import { useForecastSetting, useStaffing } from './queries.ts'

type Row = Staffing['rows'][number]

/** 人手提示: units × days, what is expected, how many people that needs, and where they are too few. */
export function StaffingPart() {
  const { t } = useTranslation('forecast')
  const staffing = useStaffing()
  const mayManage = useMay('warnings:manage')
  const [isOpen, setOpen] = useState(false)
  if (staffing.isPending) return <TableBones />
  if (staffing.isError) return <ProblemNotice problem={staffing.error} onRetry={staffing.refetch} />
  const { days, rows, productiveMinutes } = staffing.data
  if (rows.length === 0) return <EmptyState title={t('none')} detail={t('noneDetail')} />
  return (
    <section className="card forecast-card">
      <div className="forecast-head">
        <p className="meta">{t('staff.rule', { minutes: productiveMinutes })}</p>
        {mayManage && <Button onClick={() => setOpen(true)}>{t('staff.change')}</Button>}
      </div>
      <Table<Row>
        size="small"
        pagination={false}
        rowKey={({ kind, id }) => `${kind}${id}`}
        scroll={{ x: 'max-content' }}
        dataSource={rows}
        columns={[
          {
            title: t('staff.who'),
            fixed: 'left',
            render: (_, row) => (
              <>
                {row.kind === 'all' ? t('staff.all') : row.name}
                {row.kind === 'group' && <span className="meta"> {t('staff.group')}</span>}
              </>
            ),
          },
          { title: t('staff.people'), align: 'right', dataIndex: 'people' },
          {
            title: t('staff.minutes'),
            align: 'right',
            render: (_, { minutesPerCase, minutesFrom, measuredOn }) => (
              <>
                {minutesPerCase ?? '—'}
                <div className="meta">{t(`minutesFrom.${minutesFrom}`, { count: measuredOn })}</div>
              </>
            ),
          },
          ...days.map(({ day, kind }, at) => ({
            title: (
              <>
                {day.slice(5)}
                {kind && <div className="meta">{kindName(kind, t)}</div>}
              </>
            ),
            key: day,
            align: 'right' as const,
            render: (_: unknown, { cells }: Row) => <Cell cell={cells[at]} />,
          })),
        ]}
      />
      {isOpen && <SettingModal onClose={() => setOpen(false)} />}
    </section>
  )
}

function Cell({ cell }: { cell: Row['cells'][number] | undefined }) {
  const { t } = useTranslation('forecast')
  if (!cell) return null
  return (
    <span className={cell.short ? 'staff-short' : undefined}>
      {cell.needed === null ? '—' : t('staff.needed', { count: cell.needed })}
      {cell.short && <b> {t('staff.short')}</b>}
      <div className="meta">{t('staff.cases', { count: Math.round(cell.expected * 10) / 10 })}</div>
    </span>
  )
}

function SettingModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('forecast')
  const client = useQueryClient()
  const setting = useForecastSetting()
  if (!setting.data) return null
  const { version, ...initialValues } = setting.data
  async function save(values: Omit<ForecastSetting, 'version'>) {
    await api.put('/forecast-setting', { ...values, minutesPerCase: values.minutesPerCase ?? null, version })
    await Promise.all([client.invalidateQueries({ queryKey: ['staffing'] }), client.invalidateQueries({ queryKey: ['forecast-setting'] })])
  }
  return (
    <FormModal<Omit<ForecastSetting, 'version'>>
      open
      title={t('setting.title')}
      okText={t('setting.save')}
      initialValues={initialValues}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="productiveMinutes" label={t('setting.productiveMinutes')} rules={[{ required: true }]}>
        <InputNumber min={60} max={720} />
      </Form.Item>
      <Form.Item name="minutesPerCase" label={t('setting.minutesPerCase')} extra={t('setting.minutesHint')}>
        <InputNumber min={1} max={2880} />
      </Form.Item>
      <Form.Item name="warnDays" label={t('setting.warnDays')} rules={[{ required: true }]}>
        <InputNumber min={1} max={28} />
      </Form.Item>
      <Form.Item name="peakRatio" label={t('setting.peakRatio')} rules={[{ required: true }]}>
        <InputNumber min={1.05} max={10} step={0.1} />
      </Form.Item>
    </FormModal>
  )
}
