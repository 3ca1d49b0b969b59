import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReportContent, type ReportLanguage, type ReportTemplate, ReportTemplateContent } from '@zhiwei/contract'
import { Alert, App, Button, Checkbox, Input, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../platform/index.ts'
import { Instant, ProblemNotice, useProblemWords } from '../ui/index.ts'
import { ReportPaper } from './ReportPaper.tsx'
import { SectionList } from './SectionList.tsx'
import { TemplateVersions } from './TemplateVersions.tsx'

const waitMs = 700

/** A template beside what it says of the last whole period. */
export function TemplateEditor({ template }: { template: ReportTemplate }) {
  const { t } = useTranslation('periodic-reports')
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const [draft, setDraft] = useState<ReportTemplateContent>(contentOf(template))
  const [isBusy, setBusy] = useState(false)
  const [shows, setShows] = useState(false)
  const isWhole = ReportTemplateContent.safeParse(draft).success
  const isChanged = JSON.stringify(draft) !== JSON.stringify(contentOf(template))
  async function keep(work: () => Promise<unknown>) {
    setBusy(true)
    await work().catch((error: unknown) => message.error(words(error).title))
    await client.invalidateQueries({ queryKey: ['report-templates'] })
    setBusy(false)
  }
  const reset = () =>
    modal.confirm({
      title: t('template.resetTitle'),
      content: t('template.resetConsequence'),
      okText: t('template.reset'),
      onOk: () => keep(() => api.post(`/report-templates/${template.kind}/reset`, { version: template.version })),
    })
  return (
    <div className="report-template">
      <section className="card report-editor">
        <div className="report-editor-acts">
          <Button
            type="primary"
            loading={isBusy}
            disabled={!isWhole || !isChanged}
            onClick={() => void keep(() => api.put(`/report-templates/${template.kind}`, { ...draft, version: template.version }))}
          >
            {t('template.save')}
          </Button>
          <Button disabled={!template.changed} onClick={reset}>
            {t('template.reset')}
          </Button>
          <Button onClick={() => setShows(true)}>{t('template.versions')}</Button>
          <span className="meta">
            {template.changedAt ? (
              <>
                {t('template.version', { version: template.version })} {template.changedBy?.name} <Instant at={template.changedAt} />
              </>
            ) : (
              t('template.shipped')
            )}
          </span>
        </div>
        {!isWhole && <Alert type="warning" showIcon title={t('template.notWhole')} />}
        <div className="report-words">
          <Input
            aria-label={t('template.titleZh')}
            value={draft.title.zh}
            maxLength={60}
            onChange={({ target }) => setDraft({ ...draft, title: { ...draft.title, zh: target.value } })}
          />
          <Input
            aria-label={t('template.titleEn')}
            value={draft.title.en}
            maxLength={60}
            onChange={({ target }) => setDraft({ ...draft, title: { ...draft.title, en: target.value } })}
          />
        </div>
        <Checkbox checked={draft.cover} onChange={({ target }) => setDraft({ ...draft, cover: target.checked })}>
          {t('template.cover')}
        </Checkbox>
        <SectionList sections={draft.sections} onChange={(sections) => setDraft({ ...draft, sections })} />
      </section>
      <Preview kind={template.kind} draft={draft} />
      {shows && (
        <TemplateVersions
          kind={template.kind}
          onTake={(content) => {
            setDraft(content)
            setShows(false)
          }}
          onClose={() => setShows(false)}
        />
      )}
    </div>
  )
}

const contentOf = ({ title, cover, sections }: ReportTemplate): ReportTemplateContent => ({ title, cover, sections })

function Preview({ kind, draft }: { kind: ReportTemplate['kind']; draft: ReportTemplateContent }) {
  const { t, i18n } = useTranslation('periodic-reports')
  const [language, setLanguage] = useState<ReportLanguage>(i18n.language === 'en' ? 'en' : 'zh-CN')
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => ReportTemplateContent.safeParse(draft).success && setSettled(draft), waitMs)
    return () => clearTimeout(timer)
  }, [draft])
  const preview = useQuery({
    queryKey: ['report-preview', kind, language, settled],
    queryFn: () => api.post<ReportContent>('/periodic-reports/preview', { kind, language, ...settled }),
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  return (
    <section className="report-preview" aria-label={t('template.preview')} aria-busy={preview.isFetching}>
      <div className="report-editor-acts">
        <h2>{t('template.preview')}</h2>
        <Segmented
          size="small"
          aria-label={t('language')}
          value={language}
          onChange={setLanguage}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      </div>
      {preview.isError && <ProblemNotice problem={preview.error} onRetry={preview.refetch} />}
      {preview.isPending && <p role="status">{t('template.counting')}</p>}
      {preview.data && <ReportPaper content={preview.data} />}
    </section>
  )
}
