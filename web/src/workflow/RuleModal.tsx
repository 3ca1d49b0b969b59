import { type EscalationRule, EscalationTrigger } from '@zhiwei/contract'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../ui/index.ts'
import { useRuleActs } from './queries.ts'
import { severities } from './RuleTable.tsx'

type Values = { name: string; trigger: EscalationTrigger; atLeast?: number; toLevel: number; regime?: string }

export function RuleModal({ rule, onClose }: { rule: EscalationRule | undefined; onClose: () => void }) {
  const { t } = useTranslation('workflow')
  const { add, change } = useRuleActs()
  const submit = ({ name, trigger, atLeast, toLevel, regime }: Values) => {
    const given = {
      name,
      trigger,
      toLevel,
      atLeast: trigger === 'regulator' ? 1 : (atLeast ?? 1),
      regime: (trigger === 'clock' && regime?.trim()) || null,
    }
    return rule ? change.mutateAsync({ id: rule.id, version: rule.version, ...given }) : add.mutateAsync(given)
  }
  return (
    <FormModal<Values>
      open
      title={rule ? t('rules.edit', { name: rule.name }) : t('rules.new')}
      okText={t('save')}
      initialValues={
        rule
          ? {
              name: rule.name,
              trigger: rule.trigger,
              atLeast: rule.atLeast,
              toLevel: rule.toLevel,
              ...(rule.regime && { regime: rule.regime }),
            }
          : { trigger: 'clock', atLeast: 100, toLevel: 1 }
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('rules.name')} rules={[{ required: true, whitespace: true, message: t('rules.nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="trigger" label={t('rules.trigger')}>
        <Select options={EscalationTrigger.options.map((value) => ({ value, label: t(`rules.triggers.${value}`) }))} />
      </Form.Item>
      <Figure />
      <Form.Item name="toLevel" label={t('rules.toLevel')}>
        <Radio.Group
          options={[1, 2, 3, 4].map((value) => ({ value, label: t('levelOf', { level: value, name: t(`cases:level.${value}`) }) }))}
        />
      </Form.Item>
    </FormModal>
  )
}

/** From which figure on: percent, stage, severity or a count. */
function Figure() {
  const { t } = useTranslation('workflow')
  const trigger: EscalationTrigger = Form.useWatch('trigger') ?? 'clock'
  if (trigger === 'regulator') return null
  const required = [{ required: true, message: t('rules.atLeastRequired') }]
  if (trigger === 'severity' || trigger === 'stage') {
    const options =
      trigger === 'stage'
        ? [1, 2, 3, 4, 5].map((value) => ({ value, label: `${value} ${t(`ui:stage.${value}`)}` }))
        : severities.map((word, index) => ({ value: index + 1, label: t(`ui:severity.${word}`) }))
    return (
      <Form.Item name="atLeast" label={t('rules.atLeast')} rules={required}>
        <Select options={options} />
      </Form.Item>
    )
  }
  return (
    <div className="rule-figures">
      <Form.Item name="atLeast" label={t('rules.atLeast')} rules={required} {...(trigger === 'clock' && { extra: t('rules.percentHint') })}>
        <InputNumber min={1} max={trigger === 'clock' ? 100 : 1_000} suffix={trigger === 'clock' ? '%' : t('rules.times')} />
      </Form.Item>
      {trigger === 'clock' && (
        <Form.Item name="regime" label={t('rules.regime')} extra={t('rules.regimeHint')}>
          <Input maxLength={40} autoComplete="off" placeholder={t('rules.anyRegime')} />
        </Form.Item>
      )}
    </div>
  )
}
