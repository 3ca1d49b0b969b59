import type { Import } from '@zhiwei/contract'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '../platform/index.ts'
import { ProblemNotice } from '../ui/index.ts'
import { DiscardButton } from './ImportUndo.tsx'
import { type ImportAs, useCommitImport } from './import-queries.ts'

const choices: ImportAs[] = ['history', 'toHandle']

/** The one decision: 历史 or 待办; what fits the dates is chosen already. */
export function ImportDecision({ file, isChecking }: { file: Import; isChecking: boolean }) {
  const { t } = useTranslation('intake')
  const [chosen, setChosen] = useState<ImportAs>()
  const commit = useCommitImport(file.id)
  const as = chosen ?? file.proposedAs ?? 'history'
  const missing = missingIn(file)
  return (
    <section className="card import-decision">
      <h2>{t('imports.decision.title')}</h2>
      <Radio.Group value={as} onChange={({ target }) => setChosen(target.value)} aria-label={t('imports.decision.title')}>
        {choices.map((choice) => (
          <Radio key={choice} value={choice} className={choice === as ? 'import-choice is-chosen' : 'import-choice'}>
            <span className="import-choice-name">
              {t(`imports.as.${choice}.name`)}
              {choice === file.proposedAs && <span className="import-proposed">{t('imports.decision.proposed')}</span>}
            </span>
            <span className="import-choice-detail">{t(`imports.as.${choice}.detail`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {commit.isError && <ProblemNotice problem={commit.error} />}
      {missing && (
        <p className="import-missing" role="alert">
          {t(`imports.missing.${missing}`)}
        </p>
      )}
      <Button
        type="primary"
        size="large"
        block
        disabled={Boolean(missing) || isChecking || !file.can.commit}
        loading={commit.isPending}
        onClick={() => commit.mutate(as)}
      >
        {t('imports.decision.commit', { count: file.counts.good, shown: numberText(file.counts.good) })}
      </Button>
      <p className="meta import-decision-foot">
        {file.counts.bad > 0 ? t('imports.decision.skips', { shown: numberText(file.counts.bad) }) : t('imports.decision.undoable')}
        {file.can.undo && <DiscardButton id={file.id} />}
      </p>
    </section>
  )
}

function missingIn({ mapping, counts, sheets }: Import) {
  const hasText = Object.values(mapping).some((field) => field === 'text' || field === 'subject')
  if (!hasText) return sheets.length > 1 ? 'sheet' : 'text'
  return counts.good === 0 ? 'rows' : undefined
}
