import type { MessageTemplate } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormModal, GrowingText } from '../ui/index.ts'
import { useTemplateActs } from './queries.ts'
import { TemplatePreviewBox } from './TemplatePreviewBox.tsx'
import { TemplateVersions } from './TemplateVersions.tsx'

type Values = { subject: string; body: string }
type Props = { template: MessageTemplate; needsApproval: boolean; onClose: () => void }

/** 修改模板: its words, the variables it knows, how it would read now, and the versions before. */
export function TemplateModal({ template, needsApproval, onClose }: Props) {
  const { t } = useTranslation('channels')
  const { message } = App.useApp()
  const { write } = useTemplateActs()
  const { kind, language } = template
  const { subject, body } = template.waiting ?? template.inForce
  const submit = async (words: Values) => {
    const version = await write.mutateAsync({ kind, language, ...words })
    void message.success(t(version.state === 'waiting' ? 'template.submitted' : 'template.saved'))
  }
  return (
    <FormModal<Values>
      open
      width={640}
      title={t('template.title', { kind: t(`kind.${kind}`), language: t(`language.${language}`) })}
      okText={t(needsApproval ? 'template.saveForApproval' : 'template.save')}
      initialValues={{ subject, body }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="subject"
        label={t('template.subject')}
        rules={[{ required: true, whitespace: true, message: t('account.required') }]}
      >
        <Input maxLength={150} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="body"
        label={t('template.body')}
        extra={t('template.lineHint')}
        rules={[{ required: true, whitespace: true, message: t('account.required') }]}
      >
        <GrowingText minRows={6} maxRows={14} maxLength={3_000} />
      </Form.Item>
      <Variables names={template.variables} />
      <TemplatePreviewBox kind={kind} language={language} />
      <TemplateVersions kind={kind} language={language} onDone={onClose} />
    </FormModal>
  )
}

/** Puts a variable at the end of the text. */
function Variables({ names }: { names: string[] }) {
  const { t } = useTranslation('channels')
  const form = Form.useFormInstance<Values>()
  return (
    <fieldset className="template-variables" aria-label={t('template.variables')}>
      <span className="meta">{t('template.variables')}</span>
      {names.map((name) => (
        <Button
          key={name}
          size="small"
          onClick={() => form.setFieldValue('body', `${form.getFieldValue('body') ?? ''}{{${name}}}`)}
          title={`{{${name}}}`}
        >
          {t(`variable.${name}`)}
        </Button>
      ))}
    </fieldset>
  )
}
