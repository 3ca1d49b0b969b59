import type { Import } from '@zhiwei/contract'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { ImportDecision } from './ImportDecision.tsx'
import { ImportFacts } from './ImportFacts.tsx'
import { ImportMappingTable } from './ImportMappingTable.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProblems } from './ImportProblems.tsx'
import { useMapColumns } from './import-queries.ts'

/** 核对: what was found, which column is what, how the rows will look, and at the side the one decision. */
export function ImportCheck({ file, isStale }: { file: Import; isStale: boolean }) {
  const { t } = useTranslation('intake')
  const mapColumns = useMapColumns(file.id)
  const isChecking = isStale || mapColumns.isPending
  const problemsLabel = t('imports.problems.tab', { shown: numberText(Math.max(file.problems.length, file.counts.bad)) })
  return (
    <div className="import-check">
      <ImportFacts file={file} />
      <ImportDecision file={file} isChecking={isChecking} />
      <div className="import-check-main">
        {mapColumns.isError && <ProblemNotice problem={mapColumns.error} />}
        <ImportMappingTable file={file} isLocked={isStale} onChange={mapColumns.mutate} />
        <section className={isChecking ? 'card import-rows is-stale' : 'card import-rows'} aria-busy={isChecking}>
          <Tabs
            tabBarExtraContent={isChecking && <span className="meta">{t('imports.checking')}</span>}
            items={[
              { key: 'preview', label: t('imports.preview.tab'), children: <ImportPreview file={file} /> },
              { key: 'problems', label: problemsLabel, children: <ImportProblems file={file} /> },
            ]}
          />
        </section>
      </div>
    </div>
  )
}
