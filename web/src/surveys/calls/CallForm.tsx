import type { FollowUpDetail } from '@zhiwei/contract'
import { App, Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkey } from '../../platform/index.ts'
import { GrowingText, ProblemNotice } from '../../ui/index.ts'
import { registerCall, useRefresh } from '../queries.ts'

const verdicts = ['resolved', 'notResolved', 'unreached'] as const
type Verdict = (typeof verdicts)[number]
const scores = [1, 2, 3, 4, 5] as const

/** 登记回访结果: `1`–`3` choose, `Ctrl Enter` registers. A score is only kept when the customer gave one: none is chosen beforehand. */
export function CallForm({ call }: { call: FollowUpDetail }) {
  const { t } = useTranslation('surveys')
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [form] = Form.useForm<{ note?: string }>()
  const [verdict, setVerdict] = useState<Verdict>()
  const [satisfaction, setSatisfaction] = useState<number>()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  useHotkey('mod+Enter', () => form.submit(), { description: t('form.register') })

  async function submit({ note }: { note?: string }) {
    if (!verdict) return
    setBusy(true)
    setProblem(undefined)
    try {
      await registerCall(call.caseId, {
        verdict,
        ...(verdict !== 'unreached' && satisfaction && { satisfaction }),
        ...(note?.trim() && { note: note.trim() }),
        version: call.caseVersion,
      })
      message.success(t(`form.done.${verdict}`))
      await refresh()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form form={form} layout="vertical" className="fu-form" onFinish={(values) => void submit(values)}>
      {verdicts.map((code, at) => (
        <VerdictKey key={code} digit={at + 1} verdict={code} onChoose={setVerdict} />
      ))}
      <Form.Item label={t('form.verdict')} required>
        <Radio.Group aria-label={t('form.verdict')} value={verdict} onChange={({ target }) => setVerdict(target.value as Verdict)}>
          {verdicts.map((code, at) => (
            <Radio key={code} value={code}>
              {`${at + 1} ${t(`verdict.${code}`)}`}
              {code === 'unreached' && ` (${call.attempts + 1}/${call.tries})`}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {verdict && verdict !== 'unreached' && (
        <Form.Item label={t('form.satisfaction')} extra={t('form.satisfactionHint')}>
          <Radio.Group
            aria-label={t('form.satisfaction')}
            value={satisfaction}
            onChange={({ target }) => setSatisfaction(target.value as number)}
          >
            {scores.map((score) => (
              <Radio key={score} value={score}>
                {t(`score.${score}`)}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
      <Form.Item name="note" label={t(verdict === 'notResolved' ? 'form.unsolved' : 'form.note')}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!verdict}>
        {t('form.register')}
      </Button>
    </Form>
  )
}

function VerdictKey({ digit, verdict, onChoose }: { digit: number; verdict: Verdict; onChoose: (verdict: Verdict) => void }) {
  const { t } = useTranslation('surveys')
  useHotkey(String(digit), () => onChoose(verdict), { description: t('form.choose', { verdict: t(`verdict.${verdict}`) }) })
  return null
}
