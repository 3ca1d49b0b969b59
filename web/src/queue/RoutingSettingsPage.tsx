import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '../ui/index.ts'
import { KeyAccounts } from './settings/KeyAccounts.tsx'
import { RulesForm } from './settings/RulesForm.tsx'
import { SkillGroups } from './settings/SkillGroups.tsx'
import './queue.css'
import './settings/settings.css'

const tabs = ['groups', 'rules', 'keys'] as const
const content = { groups: SkillGroups, rules: RulesForm, keys: KeyAccounts }

/** 派单规则与技能组: who is trained for what, what goes first, who looks after which key account. */
export function RoutingSettingsPage() {
  const { t } = useTranslation('queue')
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'groups'
  const Content = content[tab]
  return (
    <Page title={t('settings.title')}>
      <Tabs
        activeKey={tab}
        items={tabs.map((key) => ({ key, label: t(`settings.tabs.${key}`) }))}
        onChange={(key) => setParams(key === 'groups' ? {} : { tab: key })}
      />
      <Content />
    </Page>
  )
}
