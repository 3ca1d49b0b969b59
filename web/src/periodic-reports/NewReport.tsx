import { useQueryClient } from '@tanstack/react-query'
import { PeriodicReportKind, ReportLanguage } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../platform/index.ts'
import { FormModal } from '../ui/index.ts'

type Values = { kind: PeriodicReportKind; language: ReportLanguage; on?: string }

/** 生成一份报告 of the last whole period, or of the one a day lies in. */
export function NewReport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('periodic-reports')
  const navigate = useNavigate()
  const client = useQueryClient()
  async function ask({ on, ...values }: Values) {
    const { id } = await api.post<{ id: string }>('/periodic-reports', { ...values, ...(on && { on }) })
    await client.invalidateQueries({ queryKey: ['periodic-reports'] })
    void navigate(`/periodic-reports/${id}`)
  }
  return (
    <FormModal<Values>
      open
      title={t('new')}
      okText={t('make')}
      initialValues={{ kind: 'monthly', language: 'zh-CN' }}
      onSubmit={ask}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('column.kind')}>
        <Select options={PeriodicReportKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="language" label={t('language')}>
        <Select options={ReportLanguage.options.map((value) => ({ value, label: t(`languages.${value}`) }))} />
      </Form.Item>
      <Form.Item name="on" label={t('on')} extra={t('onHint')}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}
