import type { KnowledgeDetail, WarningRules } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKnowledge } from '../../knowledge/index.ts'
import { api } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useWarningWrites } from '../queries.ts'

/** As many as a warning's plan may have. */
const mostSteps = 12

type Values = { knowledgeId?: string | null; steps: string; script: string; limits: string; reason: string }

/** 新预案版本 of one kind: what to do, a line each; what to say; what may be promised. */
export function PlanModal({ row, onClose }: { row: WarningRules['rows'][number]; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { post } = useWarningWrites()
  const plan = row.plans.find(({ state }) => state === 'inForce')?.definition
  const required = [{ required: true, whitespace: true, message: t('required') }]
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('rules.planTitle', { kind: t(`kind.${row.kind}`) })}
      okText={t('rules.save')}
      initialValues={{
        knowledgeId: plan?.knowledgeId ?? null,
        steps: plan?.steps.join('\n') ?? '',
        script: plan?.script ?? '',
        limits: plan?.limits ?? '',
      }}
      onSubmit={({ knowledgeId, steps, script, limits, reason }) => {
        const lines = steps.split('\n').map((line) => line.trim())
        return post({
          path: `/warning-plans/${row.kind}`,
          body: {
            definition: { steps: lines.filter(Boolean), script: script ?? '', limits: limits ?? '', knowledgeId: knowledgeId ?? null },
            reason,
          },
        })
      }}
      onClose={onClose}
    >
      <FromKnowledge />
      <Form.Item name="steps" label={t('plan.steps')} rules={required}>
        <Input.TextArea rows={6} />
      </Form.Item>
      <Form.Item name="script" label={t('plan.script')}>
        <Input.TextArea rows={4} maxLength={2_000} />
      </Form.Item>
      <Form.Item name="limits" label={t('plan.limits')}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
      <Form.Item name="reason" label={t('rules.reason')} rules={required}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}

/** 从知识库选: a plan in force there lays out its steps, words and limits, to be worked over; the warning then leads to it. */
function FromKnowledge() {
  const { t } = useTranslation('warning')
  const form = Form.useFormInstance<Values>()
  const plans = useKnowledge({ kind: 'plan', state: 'inForce', limit: 200 })
  const take = async (id: string | null) => {
    if (!id) return
    const { versions } = await api.get<KnowledgeDetail>(`/knowledge/${id}`)
    const content = versions.find(({ state }) => state === 'inForce')?.content
    if (content?.kind !== 'plan') return
    const { steps, script, authority } = content.text
    form.setFieldsValue({
      steps: steps
        .slice(0, mostSteps)
        .map(({ title, detail, who }) => [who && `${who}：`, title, detail && `（${detail}）`].filter(Boolean).join('').slice(0, 300))
        .join('\n'),
      script: script.slice(0, 2_000),
      limits: authority.slice(0, 1_000),
    })
  }
  return (
    <Form.Item name="knowledgeId" label={t('plan.fromKnowledge')} extra={t('plan.fromKnowledgeHint')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={plans.isPending}
        options={(plans.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id: string | null) => void take(id ?? null)}
      />
    </Form.Item>
  )
}
