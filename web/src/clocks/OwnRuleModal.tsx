import { type ClockRule, Confidence, LimitUnit, SuspendCause } from '@zhiwei/contract'
import { App, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { colon } from '../platform/punctuation.ts'
import { FormModal } from '../ui/index.ts'
import { definitionOf, endEvents, type OwnRuleValues, ownPercents, startEvents, valuesOf } from './own-rule.ts'
import { PercentsField } from './PercentsField.tsx'
import { useClockRuleActs } from './queries.ts'

type Props = { rule: ClockRule | undefined; onClose: () => void }

/** 自定规则: the company's own promise, or a duty we ship no rule for; a change holds for clocks that start later. */
export function OwnRuleModal({ rule, onClose }: Props) {
  const { t } = useTranslation('clocks')
  const { message } = App.useApp()
  const { add, decide } = useClockRuleActs()
  async function submit(values: OwnRuleValues) {
    const definition = definitionOf(values, t(`own.start.${values.definition.startsOn ?? 'complaint.received'}`), rule)
    const change = { definition, warnPercents: ownPercents(values.warnPercents), note: values.note }
    if (rule) await decide.mutateAsync({ rule, active: rule.active, ...change })
    else await add.mutateAsync({ active: true, ...change })
    void message.success(t('turned'))
  }
  return (
    <FormModal<OwnRuleValues>
      open
      width={640}
      title={rule ? t('own.editTitle', { name: rule.stepName }) : t('own.new')}
      okText={t(rule ? 'settings.save' : 'own.add')}
      initialValues={valuesOf(rule)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="meta">{t('own.hint')}</p>
      <Names />
      <Amount />
      <Moves />
      <Where />
      <PercentsField extra={t('own.warnHint')} placeholder={t('own.companyPercents')} />
      <Form.Item name="note" label={t('why')} rules={[{ required: true, whitespace: true, message: t('whyRequired') }]}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </FormModal>
  )
}

function Names() {
  const { t } = useTranslation('clocks')
  const required = [{ required: true, whitespace: true, message: t('own.required') }]
  return (
    <div className="clock-fields">
      <Form.Item name={['definition', 'stepName']} label={t('own.name')} rules={required}>
        <Input maxLength={100} autoComplete="off" autoFocus placeholder={t('own.namePlaceholder')} />
      </Form.Item>
      <Form.Item name={['definition', 'regimeName']} label={t('own.regime')} rules={required}>
        <Input maxLength={100} autoComplete="off" placeholder={t('own.regimePlaceholder')} />
      </Form.Item>
    </div>
  )
}

function Amount() {
  const { t } = useTranslation('clocks')
  const eventOptions = (kinds: readonly string[], of: 'start' | 'end') => kinds.map((value) => ({ value, label: t(`own.${of}.${value}`) }))
  const required = [{ required: true, message: t('own.required') }]
  return (
    <>
      <div className="clock-fields">
        <Form.Item name={['definition', 'amount']} label={t('own.amount')} rules={required}>
          <InputNumber min={0.01} max={10_000} />
        </Form.Item>
        <Form.Item name={['definition', 'unit']} label={t('own.unit')} rules={required}>
          <Select options={LimitUnit.options.map((value) => ({ value, label: t(`own.units.${value}`) }))} />
        </Form.Item>
      </div>
      <div className="clock-fields">
        <Form.Item name={['definition', 'startsOn']} label={t('own.startsOn')} rules={required}>
          <Select options={eventOptions(startEvents, 'start')} />
        </Form.Item>
        <Form.Item name={['definition', 'endsOn']} label={t('own.endsOn')} rules={required}>
          <Select mode="multiple" options={eventOptions(endEvents, 'end')} />
        </Form.Item>
      </div>
      <Form.Item name={['definition', 'duty']} label={t('own.duty')}>
        <Radio.Group options={(['company', 'authority'] as const).map((value) => ({ value, label: t(`own.duties.${value}`) }))} />
      </Form.Item>
    </>
  )
}

/** What may move its end: suspensions and extensions. */
function Moves() {
  const { t } = useTranslation('clocks')
  const approver = Form.useWatch('approver')
  return (
    <>
      <Form.Item name={['definition', 'suspendCauses']} label={t('own.suspends')} extra={t('own.suspendsHint')}>
        <Checkbox.Group options={SuspendCause.options.map((value) => ({ value, label: t(`cause.${value}`) }))} />
      </Form.Item>
      <div className="clock-fields">
        <Form.Item name="approver" label={t('own.extension')}>
          <Select
            allowClear
            placeholder={t('own.noExtension')}
            options={(['cases:extend', 'cases:approve'] as const).map((value) => ({
              value,
              label: t('own.approvedBy', { approver: t(`approver.${value}`, { nsSeparator: false }) }),
            }))}
          />
        </Form.Item>
        {approver && (
          <Form.Item name="most" label={t('own.most')} extra={t('own.mostHint')}>
            <InputNumber min={0.01} max={10_000} />
          </Form.Item>
        )}
      </div>
      {approver && (
        <Form.Item name="customerTold" valuePropName="checked">
          <Checkbox>{t('own.customerTold')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

/** On which cases, since when, and on what it rests. */
function Where() {
  const { t } = useTranslation('clocks')
  return (
    <>
      <Form.Item name={['definition', 'regulators']} label={t('own.regulators')} extra={t('own.regulatorsHint')}>
        <Select mode="tags" open={false} suffix={null} tokenSeparators={['、', '，', ',']} placeholder={t('own.everyCase')} maxCount={20} />
      </Form.Item>
      <div className="clock-fields">
        <Form.Item name={['definition', 'effectiveFrom']} label={t('own.from')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name={['definition', 'effectiveTo']} label={t('own.to')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <div className="clock-fields">
        <Form.Item
          name={['definition', 'source']}
          label={t('own.source')}
          rules={[{ required: true, whitespace: true, message: t('own.required') }]}
        >
          <Input maxLength={300} autoComplete="off" placeholder={t('own.sourcePlaceholder')} />
        </Form.Item>
        <Form.Item name={['definition', 'confidence']} label={t('own.confidence')}>
          <Select
            options={Confidence.options.map((value) => ({
              value,
              label: `${t(`confidence.${value}`)}${colon()}${t(`confidenceHint.${value}`)}`,
            }))}
          />
        </Form.Item>
      </div>
    </>
  )
}
