import type { PeriodicReportKind, ReportTemplateContent } from '@zhiwei/contract'
import { Button, Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState, Instant, ProblemNotice } from '../ui/index.ts'
import { useTemplateVersions } from './queries.ts'

type Props = { kind: PeriodicReportKind; onTake: (content: ReportTemplateContent) => void; onClose: () => void }

/** 历次版本: any of them is taken back into the editor, and saved as a new one. */
export function TemplateVersions({ kind, onTake, onClose }: Props) {
  const { t } = useTranslation('periodic-reports')
  const versions = useTemplateVersions(kind, true)
  const rows = versions.data?.rows ?? []
  return (
    <Drawer open title={t('template.versions')} size={420} onClose={onClose} destroyOnHidden>
      {versions.isPending && <Skeleton active />}
      {versions.isError && <ProblemNotice problem={versions.error} onRetry={versions.refetch} />}
      {versions.data && rows.length === 0 && <EmptyState title={t('template.shipped')} detail={t('template.noVersions')} />}
      {rows.map(({ version, changedAt, changedBy, title, cover, sections }) => (
        <div key={version} className="report-version">
          <span>
            {t('template.version', { version })} {changedBy?.name} <Instant at={changedAt} />
          </span>
          <Button size="small" onClick={() => onTake({ title, cover, sections })}>
            {t('template.take')}
          </Button>
        </div>
      ))}
    </Drawer>
  )
}
