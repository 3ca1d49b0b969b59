import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { CaseList, TeamMember } from '@zhiwei/contract'
import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import { api, numberText } from '../platform/index.ts'
import { DueBadge, StageMark, StatusTag, TableBones } from '../ui/index.ts'
import { LimitModal } from './LimitModal.tsx'
import { LoadBar } from './LoadBar.tsx'
import type { Movable } from './MoveModal.tsx'
import { PresenceChoice } from './PresenceChoice.tsx'

type Props = { members: TeamMember[]; onMove: (row: Movable) => void }
const figures = ['overdue', 'dueSoon', 'heavy', 'today'] as const

/** 人员与负荷: the fullest first; a name opens the cases the person has. */
export function TeamTable({ members, onMove }: Props) {
  const { t } = useTranslation('queue')
  const [openId, setOpenId] = useState<string>()
  return (
    <section className="card team-table" aria-labelledby="team-people">
      <h2 id="team-people">{t('team.people')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('team.name')}</th>
            <th scope="col">{t('team.presence')}</th>
            <th scope="col">{t('team.loadHead')}</th>
            {figures.map((name) => (
              <th key={name} scope="col" className="team-figure">
                {t(`team.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Fragment key={member.id}>
              <Member
                member={member}
                isOpen={openId === member.id}
                onToggle={() => setOpenId(openId === member.id ? undefined : member.id)}
              />
              {openId === member.id && (
                <tr className="team-cases">
                  <td colSpan={7}>
                    <CasesOf member={member} onMove={onMove} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Member({ member, isOpen, onToggle }: { member: TeamMember; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation('queue')
  const { name, unit, desk, groups, isOverloaded } = member
  const [limits, setLimits] = useState(false)
  return (
    <tr data-presence={desk.presence}>
      <th scope="row">
        <button type="button" className="team-name" aria-expanded={isOpen} title={t('team.cases', { name })} onClick={onToggle}>
          {name}
        </button>
        {isOverloaded && (
          <span className="team-overloaded">
            {desk.openCount >= desk.openLimit ? t('team.overloaded') : t('team.resting', { count: desk.heavyInARow })}
          </span>
        )}
        <span className="meta team-unit-name">{[unit?.name, ...groups].filter(Boolean).join(' · ')}</span>
      </th>
      <td>
        <PresenceChoice userId={member.id} presence={desk.presence} label={t('presence.of', { name })} size="small" />
      </td>
      <td>
        <LoadBar desk={desk} />
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t('team.limitOf', { name })}
          title={desk.ownLimit === null ? t('team.limitOf', { name }) : t('team.ownLimit', { limit: desk.ownLimit })}
          onClick={() => setLimits(true)}
        />
        {limits && <LimitModal member={member} onClose={() => setLimits(false)} />}
      </td>
      {figures.map((figure) => (
        <td
          key={figure}
          className="figures team-figure"
          data-label={t(`team.${figure}`)}
          data-bad={((figure === 'overdue' || figure === 'heavy') && member[figure] > 0) || undefined}
        >
          {member[figure] === 0 ? '–' : numberText(member[figure])}
        </td>
      ))}
    </tr>
  )
}

function CasesOf({ member, onMove }: { member: TeamMember; onMove: Props['onMove'] }) {
  const { t } = useTranslation('queue')
  const query = { handlerId: member.id, open: 'true', sort: 'dueAt', limit: 50 }
  const cases = useQuery({
    queryKey: ['cases', 'of', member.id],
    queryFn: ({ signal }) => api.get<z.infer<typeof CaseList>>('/cases', query, signal),
  })
  if (cases.isPending) return <TableBones />
  const rows = cases.data?.rows ?? []
  if (rows.length === 0) return <p className="meta">{t('team.noCases')}</p>
  return (
    <ul className="team-case-list" aria-label={t('team.casesOf', { name: member.name })}>
      {rows.map((row) => (
        <li key={row.id}>
          {row.stage && <StageMark stage={row.stage} compact />}
          <Link to={`/cases/${row.id}`} className="team-case-subject">
            {row.subject}
          </Link>
          <StatusTag status={row.status} />
          <DueBadge dueAt={row.dueAt} startedAt={row.receivedAt} paused={row.suspended} />
          <Button size="small" onClick={() => onMove(row)}>
            {t('team.move')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
