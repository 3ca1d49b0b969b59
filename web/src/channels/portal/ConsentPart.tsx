import type { PortalConsent } from '@zhiwei/contract'
import { App, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { GrowingText, Instant, PageSkeleton, ProblemNotice, useProblemWords } from '../../ui/index.ts'
import { useConsents, usePortalActs } from './queries.ts'

/** 告知文本: the one in force, and a new version of it; earlier ones stay to be read. */
export function ConsentPart() {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const words = useProblemWords()
  const consents = useConsents()
  const { writeConsent } = usePortalActs()
  if (consents.isPending) return <PageSkeleton shape="form" />
  if (consents.isError) return <ProblemNotice problem={consents.error} onRetry={consents.refetch} />
  const [current, ...earlier] = consents.data.rows
  const rules = [{ required: true, whitespace: true, message: t('portal.needed') }]
  return (
    <section className="card outgoing-settings">
      <Form<Pick<PortalConsent, 'zh' | 'en'>>
        key={current?.version}
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
          {t('portal.consent')} · {t('portal.version', { version: current?.version })} {current && <Written of={current} />}
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
      {earlier.map((one) => (
        <details key={one.version} className="consent-versions">
          <summary>
            {t('portal.version', { version: one.version })} <Written of={one} />
          </summary>
          <p lang="zh-CN">{one.zh}</p>
          <p lang="en">{one.en}</p>
        </details>
      ))}
    </section>
  )
}

/** Who wrote a version and when; the first ships with the product. */
function Written({ of: { at, by } }: { of: PortalConsent }) {
  const { t } = useTranslation('channels')
  return <span className="meta">{at ? [by?.name, ' ', <Instant key="at" at={at} />] : t('portal.shipped')}</span>
}
