import { useQueryClient } from '@tanstack/react-query'
import type { ReportSection } from '@zhiwei/contract'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PersonSelect } from '../identity/index.ts'
import { api } from '../platform/index.ts'
import { GrowingText, ProblemNotice } from '../ui/index.ts'

type Measure = { text: string; ownerId?: string; dueOn?: string }
type Values = { title: string; happened: string; why: string; coming: string; measures: Measure[] }

/** 修改一节; what was typed stays when somebody else was faster. */
export function EditSection({ reportId, section, onClose }: { reportId: string; section: ReportSection; onClose: () => void }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const { title, happened, why, coming, version, no } = section
  const measures = section.measures.map(({ text, owner, dueOn }) => ({
    text,
    ...(owner && { ownerId: owner.id }),
    ...(dueOn && { dueOn }),
  }))

  async function save(values: Values) {
    setBusy(true)
    setProblem(undefined)
    try {
      const kept = (values.measures ?? []).map(({ text, ownerId, dueOn }) => ({ text, ownerId: ownerId ?? null, dueOn: dueOn || null }))
      await api.put(`/reports/${reportId}/sections/${no}`, {
        title: values.title,
        happened: values.happened ?? '',
        why: values.why ?? '',
        coming: values.coming ?? '',
        measures: kept,
        version,
      })
      await client.invalidateQueries({ queryKey: ['reports'] })
      onClose()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Values>
      layout="vertical"
      name={`section-form-${no}`}
      initialValues={{ title, happened, why, coming, measures }}
      onFinish={(values) => void save(values)}
    >
      <Form.Item name="title" label={t('column.title')} rules={[{ required: true, message: t('must') }]}>
        <Input maxLength={120} />
      </Form.Item>
      {(['happened', 'why', 'coming'] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`part.${part}`)}>
          <GrowingText minRows={2} maxRows={12} maxLength={8_000} />
        </Form.Item>
      ))}
      <Form.List name="measures">
        {(fields, { add, remove }) => (
          <fieldset className="report-measures">
            <legend>{t('part.measures')}</legend>
            {fields.map(({ key, name }) => (
              <div key={key} className="report-measure">
                <Form.Item name={[name, 'text']} label={t('measure.text')} rules={[{ required: true, message: t('must') }]}>
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name={[name, 'ownerId']} label={t('measure.owner')}>
                  <PersonSelect label={t('measure.owner')} />
                </Form.Item>
                <Form.Item name={[name, 'dueOn']} label={t('measure.dueOn')}>
                  <Input type="date" />
                </Form.Item>
                <Button type="text" onClick={() => remove(name)}>
                  {t('measure.remove')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ text: '' })}>{t('measure.add')}</Button>
          </fieldset>
        )}
      </Form.List>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div className="report-acts">
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
