import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import type { WarningLevel, WarningRuleDefinition, WarningRules } from '@zhiwei/contract'
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { instantOfWall, useSession } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useWarningWrites } from '../queries.ts'
import { useWarningWords } from '../use-warning-words.ts'

type Threshold = { fact: string; atLeast: number }
type Values = {
  active: boolean
  base: WarningLevel
  needs: Threshold[]
  levels: { level: WarningLevel; when: Threshold[] }[]
  acknowledgeWithinMinutes: WarningRuleDefinition['acknowledgeWithinMinutes']
  calls: WarningRuleDefinition['calls']
  restHours: number
  from?: string
  reason: string
}
const levels = ['blue', 'yellow', 'orange', 'red'] as const

/** 新规则版本 of one kind. */
export function RuleModal({ row, onClose }: { row: WarningRules['rows'][number]; onClose: () => void }) {
  const { t } = useTranslation('warning')
  const { zone } = useSession().tenant
  const { post } = useWarningWrites()
  const inForce = row.versions.find(({ state }) => state === 'inForce')?.definition
  const required = [{ required: true, message: t('required') }]
  const levelOptions = levels.map((value) => ({ value, label: t(`level.${value}`) }))
  return (
    <FormModal<Values>
      open
      width={680}
      title={t('rules.editTitle', { kind: t(`kind.${row.kind}`) })}
      okText={t('rules.save')}
      initialValues={{ ...inForce }}
      onSubmit={({ from, reason, ...definition }) =>
        post({
          path: `/warning-rules/${row.kind}`,
          body: { definition, reason, ...(from && { effectiveFrom: instantOfWall(from, zone) }) },
        })
      }
      onClose={onClose}
    >
      <Form.Item name="active" label={t('rules.active')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="base" label={t('rules.base')} rules={required}>
        <Select options={levelOptions} />
      </Form.Item>
      <Form.Item label={t('rules.needs')} extra={t('rules.needsHint')}>
        <Thresholds name={['needs']} facts={row.facts} />
      </Form.Item>
      <Form.Item label={t('rules.levels')} extra={t('rules.levelsHint')}>
        <Form.List name="levels">
          {(fields, { add, remove }) => (
            <div className="warning-list">
              {fields.map(({ key, name }) => (
                <div key={key} className="warning-line">
                  <Form.Item name={[name, 'level']} noStyle rules={required}>
                    <Select aria-label={t('rest.level')} options={levelOptions} />
                  </Form.Item>
                  <Thresholds name={[name, 'when']} facts={row.facts} />
                  <Button type="text" aria-label={t('rules.remove')} icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
                </div>
              ))}
              <div>
                <Button size="small" icon={<PlusOutlined />} onClick={() => add({ level: 'yellow', when: [{ fact: row.facts[0] }] })}>
                  {t('rules.addLevel')}
                </Button>
              </div>
            </div>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item label={t('rules.acknowledge')} extra={t('rules.minutes')}>
        <div className="warning-line">
          {levels.map((level) => (
            <Form.Item key={level} name={['acknowledgeWithinMinutes', level]} rules={required} label={t(`level.${level}`)}>
              <InputNumber min={5} max={43_200} precision={0} />
            </Form.Item>
          ))}
        </div>
      </Form.Item>
      <Form.Item label={t('rules.calls')} extra={t('rules.callsHint')}>
        <div className="warning-line">
          {levels.map((level) => (
            <Form.Item key={level} name={['calls', level]} rules={required} label={t(`level.${level}`)}>
              <Select options={[1, 2, 3, 4].map((value) => ({ value, label: t(`rules.called.${value}`) }))} />
            </Form.Item>
          ))}
        </div>
      </Form.Item>
      <Form.Item name="restHours" label={t('rules.rest')} extra={t('rules.restHint')} rules={required}>
        <InputNumber min={0} max={2_160} precision={0} />
      </Form.Item>
      <Form.Item name="from" label={t('rules.from')} extra={t('rules.fromHint')}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="reason" label={t('rules.reason')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}

/** Facts with figures; all of them must be met. */
function Thresholds({ name, facts }: { name: (string | number)[]; facts: string[] }) {
  const { t } = useTranslation('warning')
  const { label } = useWarningWords()
  const required = [{ required: true, message: t('required') }]
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <div>
          {fields.map(({ key, name: index }) => (
            <div key={key} className="warning-line">
              <Form.Item name={[index, 'fact']} noStyle rules={required}>
                <Select
                  aria-label={t('rules.fact')}
                  className="warning-filter-wide"
                  popupMatchSelectWidth={false}
                  options={facts.map((value) => ({ value, label: label(value) }))}
                />
              </Form.Item>
              <span>≥</span>
              <Form.Item name={[index, 'atLeast']} noStyle rules={required}>
                <InputNumber aria-label={t('rules.atLeast')} />
              </Form.Item>
              <Button type="text" aria-label={t('rules.remove')} icon={<MinusCircleOutlined />} onClick={() => remove(index)} />
            </div>
          ))}
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => add({ fact: facts[0] })}>
            {t('rules.addCondition')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}
