import { App, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { GrowingText, PageSkeleton, ProblemNotice, useProblemWords } from '../../ui/index.ts'
import { useConsents, usePortalActs } from './queries.ts'

/** 告知文本: the one in force, and a new version of it. */
export function ConsentPart() {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const consents = useConsents()
  const { writeConsent } = usePortalActs()
  if (consents.isPending) return <PageSkeleton shape="form" />
  if (consents.isError) return <ProblemNotice problem={consents.error} onRetry={consents.refetch} />
  const [current] = consents.data.rows
  const rules = [{ required: true, whitespace: true }]
  return (
    <Form<{ zh: string; en: string }>
      key={current?.version}
      className="card outgoing-settings"
      layout="vertical"
      initialValues={{ zh: current?.zh, en: current?.en }}
      onFinish={(texts) =>
        writeConsent.mutate(texts, {
          onSuccess: () => void message.success(t('portal.published')),
          onError: (error) => void message.error(words(error).title),
        })
      }
    >
      <h2>
        {t('portal.consent')} · {t('portal.version', { version: current?.version })}
      </h2>
      <p>{t('portal.consentHint')}</p>
      <Form.Item name="zh" label={t('portal.zh')} rules={rules}>
        <GrowingText maxLength={4000} minRows={4} maxRows={16} />
      </Form.Item>
      <Form.Item name="en" label={t('portal.en')} rules={rules}>
        <GrowingText maxLength={4000} minRows={4} maxRows={16} />
      </Form.Item>
      <Button htmlType="submit" loading={writeConsent.isPending}>
        {t('portal.publish')}
      </Button>
    </Form>
  )
}
