import { PlusOutlined } from '@ant-design/icons'
import type { SkillGroup } from '@zhiwei/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogueName } from '../../classification/index.ts'
import { comma } from '../../platform/punctuation.ts'
import { EmptyState, ProblemNotice, TableBones } from '../../ui/index.ts'
import { GroupModal } from './GroupModal.tsx'
import { useSkillGroups } from './queries.ts'

/** 技能组: who is trained for which complaints. */
export function SkillGroups() {
  const { t } = useTranslation('queue')
  const groups = useSkillGroups()
  const [open, setOpen] = useState<SkillGroup | 'new'>()
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('settings.groups.new')}
    </Button>
  )
  if (groups.isPending) return <TableBones />
  if (groups.isError) return <ProblemNotice problem={groups.error} onRetry={groups.refetch} />
  const { rows } = groups.data
  return (
    <>
      <div className="routing-head">
        <p className="meta">{t('settings.groups.hint')}</p>
        {rows.length > 0 && add}
      </div>
      {rows.length === 0 && <EmptyState title={t('settings.groups.none')} detail={t('settings.groups.noneDetail')} action={add} />}
      <ul className="skill-groups">
        {rows.map((group) => (
          <GroupCard key={group.id} group={group} onEdit={() => setOpen(group)} />
        ))}
      </ul>
      {open && <GroupModal {...(open === 'new' ? {} : { group: open })} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function GroupCard({ group, onEdit }: { group: SkillGroup; onEdit: () => void }) {
  const { t } = useTranslation('queue')
  const categoryName = useCatalogueName('categories')
  const facts = [
    ['categories', group.categories.map(categoryName)],
    ['channels', group.channels.map((channel) => t(`ui:channel.${channel}`))],
    ['languages', group.languages.map((language) => t(`settings.language.${language}`))],
    ['members', group.members.map(({ name }) => name)],
  ] as const
  return (
    <li className="card skill-group">
      <header>
        <strong>{group.name}</strong>
        {!group.active && <span className="meta">{t('settings.groups.off')}</span>}
        <span className="meta">{t('settings.groups.count', { count: group.members.length })}</span>
        <Button size="small" onClick={onEdit}>
          {t('settings.groups.editAct')}
        </Button>
      </header>
      <dl>
        {facts.map(([name, values]) => (
          <div key={name}>
            <dt className="meta">{t(`settings.groups.${name}`)}</dt>
            <dd>{values.length > 0 ? values.join(comma()) : name === 'members' ? '–' : t('settings.groups.all')}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
