import type { CaseDetail, CaseFinding } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../classification/index.ts'
import { addressOf } from '../platform/index.ts'
import { Instant, ProblemNotice } from '../ui/index.ts'
import { AppealModal } from './AppealModal.tsx'
import { FindingModal } from './FindingModal.tsx'
import { useFindings } from './queries.ts'
import './findings.css'
import { colon, comma } from '../platform/punctuation.ts'

type Dialog = 'make' | 'review' | 'appeal'

/** 认定 on the case page: what stands, what stood before, and what this person may do. */
export function FindingPart({ complaintCase }: { complaintCase: Pick<CaseDetail, 'id' | 'agent' | 'handler' | 'files'> }) {
  const { t } = useTranslation('findings')
  const findings = useFindings(complaintCase.id)
  const [dialog, setDialog] = useState<Dialog>()
  if (findings.isError) return <ProblemNotice problem={findings.error} onRetry={findings.refetch} />
  if (!findings.data) return null
  const { rows, can } = findings.data
  if (rows.length === 0 && !can.make) return null
  const standing = rows.find(({ stands }) => stands)
  const close = () => setDialog(undefined)
  return (
    <section className="part" aria-label={t('title')}>
      <header className="part-head">
        <h2>{t('title')}</h2>
        <span className="finding-acts">
          {can.make && (
            <Button size="small" onClick={() => setDialog('make')}>
              {t('make')}
            </Button>
          )}
          {can.appeal && (
            <Button size="small" type="text" onClick={() => setDialog('appeal')}>
              {t('appeal')}
            </Button>
          )}
          {can.review && (
            <Button size="small" onClick={() => setDialog('review')}>
              {t('review')}
            </Button>
          )}
        </span>
      </header>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id} className="task">
            <OneFinding finding={row} />
          </li>
        ))}
      </ul>
      {dialog === 'make' && <FindingModal complaintCase={complaintCase} onClose={close} />}
      {dialog === 'review' && standing && <FindingModal complaintCase={complaintCase} before={standing} onClose={close} />}
      {dialog === 'appeal' && standing && <AppealModal findingId={standing.id} onClose={close} />}
    </section>
  )
}

function OneFinding({ finding }: { finding: CaseFinding }) {
  const { t } = useTranslation('findings')
  const causeName = useCatalogueName('causes')
  const { about, questions, cause, files, appeal } = finding
  return (
    <>
      <span className="task-head">
        <strong>{t(`ui:finding.${finding.finding}`)}</strong>
        <span className="meta">{finding.stands ? t(`kind.${finding.kind}`) : t('replaced')}</span>
      </span>
      {about && questions && (
        <p className="meta">
          {about.name}{' '}
          {(['attitude', 'accuracy', 'procedure'] as const)
            .map((name) => `${t(`question.${name}`)}${t(`answer.${questions[name]}`)}`)
            .join(comma())}
        </p>
      )}
      {cause && <p className="meta">{t('cause', { cause: causeName(cause) })}</p>}
      <p className="finding-text">{finding.text}</p>
      {files.length > 0 && (
        <p className="meta">
          {t('evidence')}{' '}
          {files.map((file) => (
            <a key={file.id} href={addressOf(`/files/${file.id}`)} className="finding-file">
              {file.name}
            </a>
          ))}
        </p>
      )}
      {appeal && (
        <p className="finding-appeal">
          {t(`appealed.${appeal.from}`)}
          {colon()}
          {appeal.reason}{' '}
          <span className="meta">
            {appeal.decidedAt ? t(appeal.changed ? 'changed' : 'upheld') : t('waits')} {appeal.by?.name}{' '}
            <Instant at={appeal.decidedAt ?? appeal.at} />
          </span>
        </p>
      )}
      <span className="meta">
        {finding.by?.name} <Instant at={finding.at} />
      </span>
    </>
  )
}
