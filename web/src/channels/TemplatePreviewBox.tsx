import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ui/index.ts'
import { useTemplateActs } from './queries.ts'

/** 预览: the words typed so far, with examples or a real case. */
export function TemplatePreviewBox({ kind, language }: { kind: string; language: string }) {
  const { t } = useTranslation('channels')
  const form = Form.useFormInstance<{ subject: string; body: string }>()
  const { preview } = useTemplateActs()
  const [number, setNumber] = useState('')
  const ask = () =>
    preview.mutate({
      kind,
      language,
      subject: form.getFieldValue('subject'),
      body: form.getFieldValue('body'),
      ...(number.trim() && { case: number.trim() }),
    })
  return (
    <section>
      <div className="message-filters">
        <Input
          className="template-case"
          value={number}
          onChange={({ target }) => setNumber(target.value)}
          placeholder={t('template.previewCase')}
          aria-label={t('template.previewCase')}
          maxLength={40}
          onPressEnter={(event) => {
            event.preventDefault()
            ask()
          }}
        />
        <Button onClick={ask} loading={preview.isPending}>
          {t('template.preview')}
        </Button>
      </div>
      {preview.isError && <ProblemNotice problem={preview.error} />}
      {preview.data && (
        <div className="message-words" role="status">
          <strong>{`${preview.data.subject}\n`}</strong>
          {preview.data.text}
          <span className="meta">{`\n${t('template.previewLength', { count: preview.data.length })}`}</span>
        </div>
      )}
    </section>
  )
}
