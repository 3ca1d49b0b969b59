import { type ActionKind, type ActionSeverity, watchedDays } from '@zhiwei/contract'
import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../classification/index.ts'
import { PersonSelect, UnitSelect } from '../identity/index.ts'
import { FormModal, GrowingText } from '../ui/index.ts'
import { useActionActs } from './queries.ts'

type Values = {
  kind: ActionKind
  title: string
  description?: string
  cause?: string
  ownerId: string
  unitId?: string
  verifierId?: string
  dueOn: string
  severity: ActionSeverity
  wantedPercent: number
  windowDays?: number | null
}

const kinds: ActionKind[] = ['containment', 'corrective', 'preventive']
const severities: ActionSeverity[] = ['critical', 'major', 'minor']
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** 开立措施: what, who, until when, and what will count as success. */
export function NewActionModal({
  params,
  onDone,
  onClose,
}: {
  params: URLSearchParams
  onDone: (id: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation('improvement')
  const made = useRef<string>(undefined)
  const { open } = useActionActs()
  const riskPointId = params.get('point')
  const asked = kinds.find((kind) => kind === params.get('new')) ?? 'corrective'
  const required = (message: string) => [{ required: true, message }]
  const submit = async ({ severity, wantedPercent, windowDays, kind, cause, ...values }: Values) => {
    const counted = Boolean(cause || riskPointId)
    const criterion = { severity, wantedRatio: Number((1 - wantedPercent / 100).toFixed(2)), ...(windowDays && { windowDays }) }
    const action = await open.mutateAsync({
      ...values,
      kind,
      cause: cause ?? null,
      verifierId: values.verifierId ?? null,
      riskPointId,
      caseIds: params.getAll('forCase'),
      topicId: params.get('forTopic'),
      causeTreeId: params.get('tree'),
      eightDId: params.get('eightD'),
      criterion: kind === 'containment' && !counted ? null : criterion,
    })
    made.current = action.id
  }
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('action.new')}
      okText={t('action.open')}
      initialValues={{
        kind: asked,
        title: (params.get('name') ?? '').slice(0, 120),
        ...(params.get('unit') && { unitId: params.get('unit') ?? '' }),
        ...(params.get('withCause') && { cause: params.get('withCause') ?? '' }),
        dueOn: inDays(14),
        severity: 'major',
        wantedPercent: 50,
      }}
      onSubmit={submit}
      onClose={() => (made.current ? onDone(made.current) : onClose())}
    >
      <Form.Item name="kind" label={t('kind')}>
        <Radio.Group optionType="button" options={kinds.map((value) => ({ value, label: t(`actionKind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="title" label={t('action.what')} rules={[{ required: true, whitespace: true, message: t('action.whatRequired') }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="description" label={t('action.how')}>
        <GrowingText minRows={2} maxRows={8} />
      </Form.Item>
      {!riskPointId && (
        <Form.Item name="cause" label={t('cause')}>
          <CatalogueSelect catalogue="causes" />
        </Form.Item>
      )}
      <div className="improvement-fields">
        <Form.Item name="ownerId" label={t('owner')} rules={required(t('ownerRequired'))}>
          <PersonSelect permission="actions:handle" />
        </Form.Item>
        <Form.Item name="verifierId" label={t('verifier')} extra={t('verifierHint')}>
          <PersonSelect permission="actions:handle" />
        </Form.Item>
        <Form.Item name="unitId" label={t('unit')} extra={t('unitHint')}>
          <UnitSelect />
        </Form.Item>
        <Form.Item name="dueOn" label={t('dueOn')} rules={required(t('dueOnRequired'))}>
          <Input type="date" />
        </Form.Item>
      </div>
      <fieldset className="criterion">
        <legend>{t('criterion.title')}</legend>
        <p className="meta">{t('criterion.hint')}</p>
        <div className="improvement-fields">
          <Form.Item name="severity" label={t('criterion.severity')}>
            <Select
              options={severities.map((value) => ({
                value,
                label: t('criterion.window', { severity: t(`severity.${value}`), ...watchedDays[value] }),
              }))}
            />
          </Form.Item>
          <Form.Item name="windowDays" label={t('criterion.windowDays')}>
            <InputNumber min={30} max={365} precision={0} placeholder={t('criterion.shortest')} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="wantedPercent" label={t('criterion.wanted')} rules={required(t('criterion.wantedRequired'))}>
            <InputNumber min={5} max={95} precision={0} suffix="%" style={{ width: '100%' }} />
          </Form.Item>
        </div>
      </fieldset>
    </FormModal>
  )
}
