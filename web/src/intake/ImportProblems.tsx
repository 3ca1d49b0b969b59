import { DownloadOutlined } from '@ant-design/icons'
import type { Import, ImportProblem } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf, numberText } from '../platform/index.ts'
import { EmptyState } from '../ui/index.ts'
import { countOf } from './import-fields.ts'

/** As many the server lists; all of them stand in the report. */
const problemsShown = 200

/** 问题: which rows will be skipped and which are only doubtful, with a file of all of them to take along. */
export function ImportProblems({ file: { id, problems, counts, columns: fileColumns, mapping } }: { file: Import }) {
  const { t, i18n } = useTranslation('intake')
  if (problems.length === 0) return <EmptyState title={t('imports.problems.none')} detail={t('imports.problems.noneDetail')} />
  const warnings = countOf(problems, 'warning')
  /** A field is shown under the name its column has in the file. */
  const columnName = (field: string | null) => {
    const column = fileColumns.find(({ index }) => mapping[String(index)] === field)
    return column?.name ?? (i18n.exists(`intake:imports.field.${field}`) ? t(`imports.field.${field}`) : field)
  }
  const columns: TableColumnsType<ImportProblem> = [
    { title: t('imports.problems.row'), dataIndex: 'row', width: 72, render: (row: number) => <span className="figures">{row}</span> },
    { title: t('imports.problems.kind'), key: 'kind', width: 104, render: (_, { severity }) => <Kind severity={severity} /> },
    { title: t('imports.problems.detail'), dataIndex: 'detail' },
    { title: t('imports.problems.column'), key: 'column', responsive: ['md'], render: (_, { column }) => columnName(column) },
    { title: t('imports.problems.value'), dataIndex: 'value', responsive: ['md'], ellipsis: true },
  ]
  return (
    <>
      <div className="import-problems-head">
        <span>
          {t('imports.problems.counts', { errors: numberText(counts.bad), warnings: numberText(warnings) })}
          <span className="meta"> {t('imports.problems.meaning')}</span>
          {problems.length >= problemsShown && <span className="meta"> {t('imports.problems.more', { shown: problemsShown })}</span>}
        </span>
        <ReportButton id={id} />
      </div>
      <Table<ImportProblem>
        size="small"
        rowKey={({ row, column, detail }) => `${row} ${column} ${detail}`}
        columns={columns}
        dataSource={[...problems].sort((a, b) => a.severity.localeCompare(b.severity) || a.row - b.row)}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      />
    </>
  )
}

function Kind({ severity }: Pick<ImportProblem, 'severity'>) {
  const { t } = useTranslation('intake')
  return <span className={`import-kind import-kind-${severity}`}>{t(`imports.severity.${severity}`)}</span>
}

/** 问题清单 as CSV. */
export function ReportButton({ id }: { id: string }) {
  const { t } = useTranslation('intake')
  return (
    <Button icon={<DownloadOutlined />} href={addressOf(`/imports/${id}/problems.csv`)} download>
      {t('imports.problems.report')}
    </Button>
  )
}
