import { DownloadOutlined } from '@ant-design/icons'
import { PageQuery } from '@zhiwei/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { downloadText, useUrlState } from '../platform/index.ts'
import { Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { ImportTable } from './ImportTable.tsx'
import { ImportUpload } from './ImportUpload.tsx'
import { useImports } from './import-queries.ts'
import './import.css'

/** 导入: drop a file here; below it the files dropped before. */
export function ImportListPage() {
  const { t } = useTranslation('intake')
  const [page, setPage] = useUrlState(PageQuery)
  const imports = useImports(page.cursor)
  const isFirst = imports.data?.rows.length === 0 && !page.cursor
  const sample = (
    <Button
      type="link"
      size="small"
      icon={<DownloadOutlined />}
      onClick={() => downloadText(t('imports.sample.name'), t('imports.sample.text'))}
    >
      {t('imports.sample.get')}
    </Button>
  )

  return (
    <Page title={t('imports.title')}>
      <ImportUpload isLarge={isFirst} />
      <div className="import-hints">
        <p className="meta">{t('imports.reassurance')}</p>
        {sample}
      </div>
      {imports.isPending && <TableBones count={5} />}
      {imports.isError && <ProblemNotice problem={imports.error} onRetry={imports.refetch} />}
      {isFirst && <FirstImport />}
      {imports.data && !isFirst && (
        <>
          <ImportTable rows={imports.data.rows} />
          <Pager
            cursor={page.cursor}
            nextCursor={imports.data.nextCursor}
            total={imports.data.total}
            onChange={(cursor) => setPage({ ...page, cursor })}
          />
        </>
      )}
    </Page>
  )
}

const steps = ['drop', 'check', 'import'] as const

/** What an import is, for somebody who has none yet. */
function FirstImport() {
  const { t } = useTranslation('intake')
  return (
    <ol className="import-first">
      {steps.map((step, index) => (
        <li key={step} className="card">
          <span className="import-step-number">{index + 1}</span>
          <h2>{t(`imports.first.${step}.title`)}</h2>
          <p>{t(`imports.first.${step}.detail`)}</p>
        </li>
      ))}
    </ol>
  )
}
