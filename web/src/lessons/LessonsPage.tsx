import { PlusOutlined } from '@ant-design/icons'
import type { LessonRow } from '@zhiwei/contract'
import { Button, Segmented, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { ImprovementTabs } from '../improvement/index.ts'
import { useMay, useRowCursor } from '../platform/index.ts'
import { EmptyState, Instant, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { NewLessonModal } from './NewLessonModal.tsx'
import { useLessons } from './queries.ts'
import './lessons.css'

const boxes = ['all', 'received', 'sent'] as const
type Box = (typeof boxes)[number]

/** 经验双向: what was sent to one's unit, what it sent, and who has read it. */
export function LessonsPage() {
  const { t } = useTranslation('lessons')
  const navigate = useNavigate()
  const mayWrite = useMay('cases:note')
  const [params, setParams] = useSearchParams()
  const box = boxes.find((one) => one === params.get('box')) ?? 'all'
  const cursor = params.get('cursor') ?? undefined
  const lessons = useLessons({ box, cursor })
  const rows = lessons.data?.rows ?? []
  const { rowProps } = useRowCursor(rows, { open: ({ id }) => void navigate(`/lessons/${id}`) })
  return (
    <Page
      title={t('page')}
      actions={
        mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setParams({ box, new: '1' })}>
            {t('new')}
          </Button>
        )
      }
    >
      <ImprovementTabs active="lessons" />
      <Segmented<Box>
        className="lesson-boxes"
        aria-label={t('boxes')}
        value={box}
        options={boxes.map((value) => ({ value, label: t(`box.${value}`) }))}
        onChange={(next) => setParams({ box: next })}
      />
      {lessons.isPending && <TableBones />}
      {lessons.isError && <ProblemNotice problem={lessons.error} onRetry={lessons.refetch} />}
      {lessons.data && rows.length === 0 && <EmptyState title={t('empty')} detail={t('emptyDetail')} />}
      {rows.length > 0 && lessons.data && (
        <>
          <ol className="card choice-list" aria-label={t('title')}>
            {rows.map((lesson, at) => (
              <li key={lesson.id} {...rowProps(at)}>
                <Line lesson={lesson} />
              </li>
            ))}
          </ol>
          <Pager
            cursor={cursor}
            nextCursor={lessons.data.nextCursor}
            total={lessons.data.total}
            onChange={(next) => setParams({ box, ...(next && { cursor: next }) })}
          />
        </>
      )}
      {mayWrite && params.has('new') && (
        <NewLessonModal
          caseId={params.get('forCase')}
          actionId={params.get('forAction')}
          onDone={(id) => void navigate(`/lessons/${id}`)}
          onClose={() => setParams({ box }, { replace: true })}
        />
      )}
    </Page>
  )
}

function Line({ lesson }: { lesson: LessonRow }) {
  const { t } = useTranslation('lessons')
  const { id, title, unread, withdrawnAt, from, units, read, answers, at } = lesson
  return (
    <Link to={`/lessons/${id}`} className="choice-line">
      <span>
        <b>{title}</b> {unread && <Tag>{t('unread')}</Tag>} {withdrawnAt && <Tag>{t('withdrawn')}</Tag>}
      </span>
      <span className="meta">
        {t('fromTo', { from: from?.name ?? t('nobody'), to: units.map(({ name }) => name).join(t('comma')) })} · {t('readOf', read)} ·{' '}
        {t('answers', { count: answers })} · <Instant at={at} />
      </span>
    </Link>
  )
}
