import type { WarningSurge } from '@zhiwei/contract'
import { Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../platform/index.ts'
import { Instant, ProblemNotice, TableBones } from '../ui/index.ts'
import { CasesDrawer } from './CasesDrawer.tsx'
import { CourseChart } from './CourseChart.tsx'
import { courseAddress } from './pick.ts'
import { useSeriesCases, useSurge } from './queries.ts'
import './series.css'

/** What the page of a surge’s warning shows: where, since when, how much more, which words are new, and what else it explains. */
export function SurgePart({ warningId }: { warningId: string }) {
  const { t } = useTranslation('series')
  const surge = useSurge(warningId)
  return (
    <section className="card warning-part" aria-labelledby="surge-course">
      <h2 id="surge-course">{t('surge.title')}</h2>
      {surge.isPending && <TableBones />}
      {surge.isError && <ProblemNotice problem={surge.error} onRetry={surge.refetch} />}
      {surge.data && <Shown surge={surge.data} />}
    </section>
  )
}

function Shown({ surge: { series, surge, explains, ...course } }: { surge: WarningSurge }) {
  const { t } = useTranslation('series')
  const [day, setDay] = useState<string>()
  if (!series) return null
  return (
    <>
      <p>
        {t('surge.said', {
          observed: numberText(surge.observed),
          expected: surge.expected.toFixed(1),
          low: numberText(surge.low),
          high: numberText(surge.high),
        })}{' '}
        <span className="meta">
          {t('surge.since')} <Instant at={surge.since} /> · {t(`surge.grain.${surge.grain}`)} ·{' '}
          <Link to={courseAddress(series)}>{t('surge.open')}</Link>
        </span>
      </p>
      <CourseChart course={course} name={series.name} onPick={setDay} />
      {surge.words.length > 0 && (
        <>
          <h3 className="meta">{t('surge.words')}</h3>
          <Table
            size="small"
            pagination={false}
            rowKey="word"
            dataSource={surge.words}
            scroll={{ x: 'max-content' }}
            columns={[
              { title: t('words.word'), dataIndex: 'word' },
              { title: t('words.here'), render: (_, { here, of }) => t('words.share', { count: numberText(here), of: numberText(of) }) },
              {
                title: t('words.before'),
                render: (_, { before, beforeOf }) => t('words.share', { count: numberText(before), of: numberText(beforeOf) }),
              },
              { title: t('words.z'), dataIndex: 'z', align: 'right' },
            ]}
          />
        </>
      )}
      {explains.length > 0 && (
        <p className="series-explains">
          <span className="meta">{t('surge.explains')}</span>{' '}
          {explains.map((other) => (
            <Link key={other.id} to={courseAddress(other)}>
              {other.name}
            </Link>
          ))}
        </p>
      )}
      {day && <CasesOfDay id={series.id} name={series.name} day={day} onClose={() => setDay(undefined)} />}
    </>
  )
}

export function CasesOfDay({ id, name, day, onClose }: { id: number; name: string; day: string; onClose: () => void }) {
  const { t } = useTranslation('series')
  const cases = useSeriesCases(id, day, day)
  return <CasesDrawer title={t('cases.of', { name, day })} cases={cases} counted={cases.data?.counted} onClose={onClose} />
}
