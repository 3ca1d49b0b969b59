import type { CareScriptInput, CareScriptRow, CareStep } from '@zhiwei/contract'
import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal } from '../../ui/index.ts'
import { useRefresh, writeScript } from '../queries.ts'

type Values = Record<CareStep | 'avoid' | 'reason', string>

const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** 改话术: a line a sentence; counts from now. */
export function ScriptModal({ script, onClose }: { script: CareScriptRow; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const refresh = useRefresh()
  const { language, mindset, steps, avoid } = script
  const required = [{ required: true, whitespace: true, message: t('script.required') }]
  const written = Object.fromEntries(steps.map(({ step, says }) => [step, says.join('\n')]))
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('script.editTitle', { mindset: t(`mindset.${mindset}`), language: t(`script.in.${language}`) })}
      okText={t('script.save')}
      initialValues={{ ...written, avoid: avoid.join('\n') }}
      onSubmit={async ({ reason, avoid: never, ...said }) => {
        const input: CareScriptInput = {
          steps: {
            listen: linesOf(said.listen),
            share: linesOf(said.share),
            clarify: linesOf(said.clarify),
            illustrate: linesOf(said.illustrate),
            ask: linesOf(said.ask),
          },
          avoid: linesOf(never),
          reason,
        }
        await writeScript(language, mindset, input)
        await refresh()
      }}
      onClose={onClose}
    >
      <p className="meta">{t('script.lines')}</p>
      {steps.map(({ step }) => (
        <Form.Item key={step} name={step} label={t(`step.${step}`)} rules={required}>
          <Input.TextArea rows={3} maxLength={4_000} />
        </Form.Item>
      ))}
      <Form.Item name="avoid" label={t('script.never')}>
        <Input.TextArea rows={3} maxLength={4_000} />
      </Form.Item>
      <Form.Item name="reason" label={t('rules.reason')} rules={required}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormModal>
  )
}
