import type { CareResult, CareTaskDetail } from '@zhiwei/contract'
import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CatalogueSelect } from '../../classification/index.ts'
import { useHotkey } from '../../platform/index.ts'
import { GrowingText, ProblemNotice } from '../../ui/index.ts'
import { finishCare, useRefresh } from '../queries.ts'

const results = ['satisfied', 'noIssue', 'unreached', 'refused', 'complaint'] as const
type Values = { note?: string; text?: string; subject?: string; category?: string }

/** 登记结果: `1`–`5` choose, `Ctrl Enter` registers; a complaint becomes a case at once, with all that was said. */
export function ResultForm({ task }: { task: CareTaskDetail }) {
  const { t } = useTranslation('contacts')
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [form] = Form.useForm<Values>()
  const [result, setResult] = useState<CareResult>()
  const [problem, setProblem] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  useHotkey('mod+Enter', () => form.submit(), { description: t('care.register') })

  async function submit(values: Values) {
    if (!result) return
    setBusy(true)
    setProblem(undefined)
    try {
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string' && value.trim() !== ''))
      const done = await finishCare(task.id, { result, ...filled, version: task.version })
      message.success(
        done.number
          ? t('care.registered', { number: done.number })
          : t(done.state === 'done' ? 'care.done' : 'care.tryAgain', { no: done.attempts, tries: task.tries }),
      )
      await refresh()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form<Values> form={form} layout="vertical" onFinish={(values) => void submit(values)} className="care-form">
      {results.map((code, at) => (
        <ResultKey key={code} digit={at + 1} result={code} onChoose={setResult} />
      ))}
      <Form.Item label={t('care.result')} required>
        <Radio.Group value={result} onChange={({ target }) => setResult(target.value as CareResult)}>
          {results.map((code, at) => (
            <Radio key={code} value={code}>
              {`${at + 1} ${t(`result.${code}`)}`}
              {code === 'unreached' && ` (${task.attempts + 1}/${task.tries})`}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {result === 'complaint' && (
        <>
          <p className="meta">{t('care.complaintDetail')}</p>
          <Form.Item name="subject" label={t('care.subject')}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="text" label={t('care.text')}>
            <GrowingText minRows={2} maxRows={8} maxLength={10_000} />
          </Form.Item>
          <Form.Item name="category" label={t('care.category')}>
            <CatalogueSelect catalogue="categories" />
          </Form.Item>
        </>
      )}
      <Form.Item name="note" label={t('care.note')}>
        <GrowingText minRows={2} maxRows={6} maxLength={2_000} />
      </Form.Item>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!result}>
        {t(result === 'complaint' ? 'care.registerCase' : 'care.register')}
      </Button>
    </Form>
  )
}

function ResultKey({ digit, result, onChoose }: { digit: number; result: CareResult; onChoose: (result: CareResult) => void }) {
  const { t } = useTranslation('contacts')
  useHotkey(String(digit), () => onChoose(result), { description: t('care.choose', { result: t(`result.${result}`) }) })
  return null
}
