import { type FollowUpPlan, type FollowUpPlanRule, Severity } from '@zhiwei/contract'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../../classification/index.ts'
import { UnitSelect } from '../../identity/index.ts'
import { FormModal } from '../../ui/index.ts'
import { useRefresh, writePlan } from '../queries.ts'

type Rule = Omit<FollowUpPlanRule, 'category' | 'process' | 'unitId'> & {
  category?: string | null
  process?: string | null
  unitId?: string | null
}
type Values = Omit<FollowUpPlan, 'rules'> & { rules: Rule[]; reason: string }

const minutes = ['afterMinutes', 'dueMinutes', 'retryMinutes', 'tries'] as const
const newRule: Rule = { severities: [], channel: 'call', afterMinutes: 240, dueMinutes: 960, tries: 3, retryMinutes: 240 }

/** A new version of the plan, counted from now; follow-ups that are planned stay as they are. */
export function PlanModal({ plan, onClose }: { plan: FollowUpPlan; onClose: () => void }) {
  const { t } = useTranslation('surveys')
  const refresh = useRefresh()
  return (
    <FormModal<Values>
      open
      title={t('plan.change')}
      okText={t('plan.save')}
      width={760}
      initialValues={plan}
      onSubmit={async ({ rules, survey, lowAt, reason }) => {
        const whole = rules.map((rule) => ({
          ...rule,
          severities: rule.severities ?? [],
          category: rule.category ?? null,
          process: rule.process ?? null,
          unitId: rule.unitId ?? null,
        }))
        await writePlan({ rules: whole, survey, lowAt }, reason)
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="meta">{t('plan.detail')}</p>
      <Form.List name="rules">
        {(fields, { add, remove, move }) => (
          <>
            {fields.map(({ key, name }, at) => (
              <fieldset key={key} className="fu-rule">
                <legend>{t('plan.line', { no: at + 1 })}</legend>
                <RuleFields name={name} />
                <div className="fu-acts">
                  {at > 0 && (
                    <Button size="small" onClick={() => move(at, at - 1)}>
                      {t('plan.up')}
                    </Button>
                  )}
                  {fields.length > 1 && (
                    <Button size="small" type="text" onClick={() => remove(name)}>
                      {t('plan.remove')}
                    </Button>
                  )}
                </div>
              </fieldset>
            ))}
            <Button className="fu-add" onClick={() => add(newRule, 0)}>
              {t('plan.add')}
            </Button>
          </>
        )}
      </Form.List>
      <div className="fu-fields">
        {(['validDays', 'reminders', 'remindAfterHours'] as const).map((name) => (
          <Form.Item key={name} name={['survey', name]} label={t(`plan.${name}`)} rules={[{ required: true }]}>
            <InputNumber min={0} precision={0} />
          </Form.Item>
        ))}
        <Form.Item name="lowAt" label={t('plan.lowAt')} rules={[{ required: true }]}>
          <InputNumber min={1} max={3} precision={0} />
        </Form.Item>
        <Form.Item name={['survey', 'servqual']} valuePropName="checked">
          <Checkbox>{t('plan.servqual')}</Checkbox>
        </Form.Item>
        <Form.Item name={['survey', 'nps']} valuePropName="checked">
          <Checkbox>{t('plan.nps')}</Checkbox>
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('plan.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}

function RuleFields({ name }: { name: number }) {
  const { t } = useTranslation('surveys')
  return (
    <div className="fu-fields">
      <Form.Item name={[name, 'category']} label={t('plan.category')}>
        <CatalogueSelect catalogue="categories" placeholder={t('plan.all')} />
      </Form.Item>
      <Form.Item name={[name, 'severities']} label={t('plan.severities')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('plan.all')}
          options={Severity.options.map((value) => ({ value, label: t(`ui:severity.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'process']} label={t('plan.processOf')}>
        <CatalogueSelect catalogue="categories" placeholder={t('plan.all')} />
      </Form.Item>
      <Form.Item name={[name, 'channel']} label={t('plan.channel')} rules={[{ required: true }]}>
        <Select options={(['call', 'link', 'linkThenCall', 'none'] as const).map((value) => ({ value, label: t(`channel.${value}`) }))} />
      </Form.Item>
      {minutes.map((field) => (
        <Form.Item key={field} name={[name, field]} label={t(`plan.${field}`)} rules={[{ required: true }]}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
      ))}
      <Form.Item name={[name, 'unitId']} label={t('plan.who')}>
        <UnitSelect placeholder={t('calls.everybody')} />
      </Form.Item>
    </div>
  )
}
