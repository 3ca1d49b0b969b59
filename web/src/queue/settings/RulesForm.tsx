import { CustomerTier, type RoutingRules, type RoutingRulesRow, Signal } from '@zhiwei/contract'
import { App, Button, Form, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StartModal } from '../../classification/index.ts'
import { useFormat } from '../../platform/index.ts'
import { ProblemNotice, TableBones } from '../../ui/index.ts'
import { useRoutingRules, useSetRules } from './queries.ts'

type Field = { name: (string | number)[]; words: string; min?: number; max?: number }
const minutes = { min: 0, max: 100_000 }
const groups: { title: string; hint?: string; fields: Field[] }[] = [
  {
    title: 'load',
    fields: [
      { name: ['openLimit'], words: 'openLimit', min: 1, max: 1_000 },
      { name: ['extra', 'urgent'], words: 'extraUrgent', max: 100 },
      { name: ['extra', 'green'], words: 'extraGreen', max: 100 },
    ],
  },
  {
    title: 'order',
    hint: 'orderHint',
    fields: [
      ...(['urgent', 'green', 'critical', 'high', 'normal'] as const).map((one) => ({
        name: ['headStartMinutes', one],
        words: one,
        ...minutes,
      })),
      { name: ['dueLeadMinutes'], words: 'dueLead', ...minutes },
    ],
  },
  {
    title: 'channels',
    fields: [
      { name: ['waitMinutes', 'urgent'], words: 'waitUrgent', ...minutes },
      { name: ['waitMinutes', 'green'], words: 'waitGreen', ...minutes },
      { name: ['waitMinutes', 'ordinary'], words: 'waitOrdinary', ...minutes },
      { name: ['openToAllMinutes'], words: 'openToAll', ...minutes },
    ],
  },
  {
    title: 'care',
    fields: [
      { name: ['heavyStage'], words: 'heavyStage', min: 3, max: 5 },
      { name: ['heavyInARow'], words: 'heavyInARow', min: 1, max: 10 },
      { name: ['restHours'], words: 'restHours', min: 1, max: 168 },
    ],
  },
]

/** 派单规则 in force, as a form; saved they count from now on. */
export function RulesForm() {
  const rules = useRoutingRules()
  if (rules.isPending) return <TableBones />
  if (rules.isError) return <ProblemNotice problem={rules.error} onRetry={rules.refetch} />
  const inForce = rules.data.rows.find(({ state }) => state === 'inForce')
  return inForce ? <Editor key={inForce.id} inForce={inForce} /> : null
}

function Editor({ inForce }: { inForce: RoutingRulesRow }) {
  const { t } = useTranslation('queue')
  const { message } = App.useApp()
  const format = useFormat()
  const [form] = Form.useForm<RoutingRules>()
  const [saving, setSaving] = useState<RoutingRules>()
  const set = useSetRules()
  const about = inForce.effectiveFrom
    ? { at: format.instant(inForce.effectiveFrom), by: inForce.by?.name ?? '', reason: inForce.reason ?? '' }
    : undefined
  return (
    <>
      <Form<RoutingRules> form={form} layout="vertical" initialValues={inForce.definition} onFinish={setSaving} className="routing-rules">
        <div className="routing-head">
          <p className="meta">{about ? t('settings.rules.inForce', about) : t('settings.rules.shipped')}</p>
          <Button type="primary" htmlType="submit">
            {t('settings.rules.save')}
          </Button>
        </div>
        {groups.map(({ title, hint, fields }) => (
          <section key={title} className="card routing-group" aria-labelledby={`rules-${title}`}>
            <h2 id={`rules-${title}`}>{t(`settings.rules.${title}`)}</h2>
            {hint && <p className="meta">{t(`settings.rules.${hint}`)}</p>}
            <div className="routing-fields">
              {fields.map(({ name, words, min = 0, max = 100 }) => (
                <Form.Item
                  key={words}
                  name={name}
                  label={t(`settings.rules.${words}`)}
                  rules={[{ required: true, type: 'integer', min, max }]}
                >
                  <InputNumber min={min} max={max} precision={0} />
                </Form.Item>
              ))}
            </div>
            {title === 'channels' && <ChannelFields />}
          </section>
        ))}
        <Form.Item name="assignsByItself" label={t('settings.rules.auto')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {saving && (
        <StartModal
          title={t('settings.rules.saveTitle')}
          hint={t('settings.rules.saveHint')}
          okText={t('settings.rules.save')}
          onStart={(start) => set.mutateAsync({ definition: saving, ...start }).then(() => void message.success(t('settings.rules.saved')))}
          onClose={() => setSaving(undefined)}
        />
      )}
    </>
  )
}

function ChannelFields() {
  const { t } = useTranslation('queue')
  const tiers = CustomerTier.options.map((value) => ({ value, label: t(`ui:tier.${value}`) }))
  const signals = Signal.options.map((value) => ({ value, label: t(`classification:text.signal.${value}`) }))
  return (
    <div className="routing-fields">
      <Form.Item name="greenTiers" label={t('settings.rules.greenTiers')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={tiers} />
      </Form.Item>
      <Form.Item name="urgentSignals" label={t('settings.rules.urgentSignals')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={signals} />
      </Form.Item>
    </div>
  )
}
