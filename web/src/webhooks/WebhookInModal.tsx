import { Channel, WebhookField, type WebhookIn, type WebhookMapping, type WebhookPreview } from '@zhiwei/contract'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colon } from '../platform/punctuation.ts'
import { FormModal, ProblemNotice } from '../ui/index.ts'
import { preview, useWebhookActs } from './queries.ts'

type Values = { name: string; channel: string; sources?: Partial<Record<WebhookField, string>> }
type Props = { hook: WebhookIn | undefined; onSecret: (secret: string) => void; onClose: () => void }

/** `/data/text` names a place in what is sent; anything else is a fixed value. */
const mappingOf = (sources: Values['sources'] = {}) =>
  Object.fromEntries(
    Object.entries(sources).flatMap(([field, source]) => {
      const said = source?.trim()
      if (!said) return []
      return [[field, said.startsWith('/') ? { pointer: said } : { value: said }]]
    }),
  )
const sourcesOf = (mapping: WebhookMapping) =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([field, source]) => (source ? [[field, 'pointer' in source ? source.pointer : source.value]] : [])),
  )

/** Where in what another system sends the fields of a complaint stand, tried on a sample before it counts. */
export function WebhookInModal({ hook, onSecret, onClose }: Props) {
  const { t } = useTranslation('webhooks')
  const { add, change } = useWebhookActs('in')
  const submit = async ({ name, channel, sources }: Values) => {
    const input = { name, channel, mapping: mappingOf(sources) }
    if (hook) await change.mutateAsync({ id: hook.id, version: hook.version, ...input })
    else onSecret((await add.mutateAsync(input)).secret)
  }
  return (
    <FormModal<Values>
      open
      width={680}
      title={hook ? t('editTitle', { name: hook.name }) : t('new.in')}
      okText={t('save')}
      initialValues={hook ? { name: hook.name, channel: hook.channel, sources: sourcesOf(hook.mapping) } : { channel: 'api' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameRequired') }]}>
        <Input maxLength={60} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item name="channel" label={t('channel')}>
        <Select options={Channel.options.map((value) => ({ value, label: t(`ui:channel.${value}`) }))} />
      </Form.Item>
      <p className="meta">{t('mappingHint')}</p>
      <div className="webhook-fields">
        {WebhookField.options.map((field) => (
          <Form.Item
            key={field}
            name={['sources', field]}
            label={t(`field.${field}`)}
            rules={field === 'text' ? [{ required: true, message: t('textRequired') }] : []}
          >
            <Input maxLength={500} autoComplete="off" spellCheck={false} placeholder={`/${field}`} />
          </Form.Item>
        ))}
      </div>
      <Sample />
    </FormModal>
  )
}

function Sample() {
  const { t } = useTranslation('webhooks')
  const form = Form.useFormInstance<Values>()
  const [sample, setSample] = useState('')
  const [made, setMade] = useState<WebhookPreview>()
  const [problem, setProblem] = useState<unknown>()
  const [isWrong, setWrong] = useState(false)

  async function tryIt() {
    setMade(undefined)
    setProblem(undefined)
    setWrong(false)
    let document: unknown
    try {
      document = JSON.parse(sample)
    } catch {
      return setWrong(true)
    }
    const { channel, sources } = form.getFieldsValue()
    try {
      setMade(await preview({ channel, mapping: mappingOf(sources), sample: document }))
    } catch (error) {
      setProblem(error)
    }
  }

  return (
    <section className="webhook-sample">
      <label htmlFor="webhook-sample">{t('sample.label')}</label>
      <Input.TextArea
        id="webhook-sample"
        rows={5}
        spellCheck={false}
        value={sample}
        onChange={({ target }) => setSample(target.value)}
        placeholder='{ "id": "A-1001", "text": "…" }'
      />
      <Button onClick={() => void tryIt()} disabled={sample.trim() === ''}>
        {t('sample.try')}
      </Button>
      {isWrong && <Alert type="error" showIcon title={t('sample.wrong')} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {made?.problems.map(({ field, detail }) => (
        <Alert key={field + detail} type="warning" showIcon title={`${t(`field.${field}`, { defaultValue: field })}${colon()}${detail}`} />
      ))}
      {made?.complaint && <span>{t('sample.made')}</span>}
      {made?.complaint && <pre className="webhook-made">{JSON.stringify(made.complaint, null, 2)}</pre>}
    </section>
  )
}
