import type { EightDDetail } from '@zhiwei/contract'
import { App, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogueName } from '../classification/index.ts'
import { colon } from '../platform/punctuation.ts'
import { useProblemWords } from '../ui/index.ts'
import { useCauseTrees, useReportActs } from './queries.ts'

/** D4: the drawing the cause was found with, and what it confirmed. */
export function ReportCauses({ report }: { report: EightDDetail }) {
  const { t } = useTranslation('improvement')
  const { message } = App.useApp()
  const words = useProblemWords()
  const causeName = useCatalogueName('causes')
  const trees = useCauseTrees({ limit: 100 })
  const { change } = useReportActs()
  const choices = new Map([
    ...(trees.data?.rows ?? []).map(({ id, title }) => [id, title] as const),
    ...(report.causeTree ? [[report.causeTree.id, report.causeTree.name] as const] : []),
  ])
  return (
    <>
      {report.causeTree && (
        <p>
          {t('tree.one')}
          {colon()}
          <Link to={`/cause-trees/${report.causeTree.id}`}>{report.causeTree.name}</Link>
        </p>
      )}
      {report.mayEdit && (
        <Select
          allowClear
          className="team-select"
          aria-label={t('eightD.chooseTree')}
          placeholder={t('eightD.chooseTree')}
          value={report.causeTree?.id ?? null}
          showSearch={{ optionFilterProp: 'label' }}
          options={[...choices].map(([value, label]) => ({ value, label }))}
          onChange={(id: string | null) =>
            void change
              .mutateAsync({ id: report.id, causeTreeId: id ?? null, version: report.version })
              .catch((error: unknown) => message.error(words(error).title))
          }
        />
      )}
      <ul className="bound">
        {report.confirmedCauses.map(({ text, cause, evidence }) => (
          <li key={text}>
            <b>{text}</b>
            {cause && <span className="meta"> · {causeName(cause)}</span>}
            {evidence && <p className="meta">{evidence}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
