import type { TextAnalysisInput } from '@zhiwei/contract'
import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { Proposal, proposedOf, useLiveReading } from '../../classification/index.ts'
import type { ComplaintForm } from './complaint-input.ts'

/** 边写边看: what the machine reads while the complaint is written, so that category and stage are known before it is registered. */
export function ReadAlong({ onCategory }: { onCategory: (code: string) => void }) {
  const { t } = useTranslation('intake')
  const form = Form.useFormInstance<ComplaintForm>()
  const text: string | undefined = Form.useWatch('text', form)
  const subject: string | undefined = Form.useWatch('subject', form)
  const channel = Form.useWatch('channel', form) as TextAnalysisInput['channel']
  const chosen: string | undefined = Form.useWatch('category', form)
  const analysis = useLiveReading({ text, ...(subject && { subject }), ...(channel && { channel }) })
  const proposed = analysis && proposedOf(analysis)
  const code = proposed?.category?.code
  return (
    <section className="card read-along" aria-label={t('register.reading.title')} aria-live="polite">
      <h2>{t('register.reading.title')}</h2>
      {!proposed && <p className="meta">{t('register.reading.hint')}</p>}
      {proposed && (
        <Proposal
          proposed={proposed}
          action={
            code !== undefined &&
            chosen !== code && (
              <Button size="small" onClick={() => onCategory(code)}>
                {t('register.reading.take')}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}
