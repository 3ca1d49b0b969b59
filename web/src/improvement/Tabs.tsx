import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../platform/index.ts'

const tabs = { actions: '/actions', eightD: '/eight-d', trees: '/cause-trees', partners: '/partners', lessons: '/lessons' } as const
type Tab = keyof typeof tabs

/** The lists of 改进; a firm's score is for whoever sees all cases. */
export function ImprovementTabs({ active }: { active: Tab }) {
  const { t } = useTranslation('improvement')
  const navigate = useNavigate()
  const seesFirms = [useMay('cases:read'), useMay('actions:manage')].includes(true)
  const shown = (Object.keys(tabs) as Tab[]).filter((key) => key !== 'partners' || seesFirms)
  return (
    <Tabs
      activeKey={active}
      items={shown.map((key) => ({ key, label: t(`tab.${key}`) }))}
      onChange={(key) => void navigate(tabs[key as Tab])}
    />
  )
}
