import type { MessageTemplate } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice, TableBones } from '../ui/index.ts'
import { useTemplates } from './queries.ts'
import { TemplateModal } from './TemplateModal.tsx'

/** 模板: every kind in both languages, and what of it waits for approval. */
export function TemplatesPart() {
  const { t } = useTranslation('channels')
  const templates = useTemplates()
  const [open, setOpen] = useState<MessageTemplate>()
  if (templates.isPending) return <TableBones count={8} />
  if (templates.isError) return <ProblemNotice problem={templates.error} onRetry={templates.refetch} />
  const columns: TableColumnsType<MessageTemplate> = [
    {
      title: t('template.what'),
      key: 'kind',
      render: (_, { kind, language }) => (
        <span className="settings-name">
          {t(`kind.${kind}`)}
          <span className="meta">{t(`language.${language}`)}</span>
        </span>
      ),
    },
    {
      title: t('template.words'),
      key: 'words',
      render: (_, { inForce, waiting }) => (
        <span className="settings-name">
          <span className="template-words">{inForce.body}</span>
          <span className="meta">
            {[
              inForce.id ? t('template.own', { no: inForce.no, name: inForce.writtenBy?.name ?? '' }) : t('template.shipped'),
              waiting && t('template.waiting', { no: waiting.no }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      title: <span className="out-of-sight">{t('log.acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, template) => (
        <Button type="text" size="small" onClick={() => setOpen(template)}>
          {t('template.edit')}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Table<MessageTemplate>
        className="card"
        rowKey={({ kind, language }) => `${kind} ${language}`}
        columns={columns}
        dataSource={templates.data.rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {open && <TemplateModal template={open} needsApproval={templates.data.needsApproval} onClose={() => setOpen(undefined)} />}
    </>
  )
}
