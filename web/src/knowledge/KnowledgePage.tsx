import { PlusOutlined } from '@ant-design/icons'
import { KnowledgeKind } from '@zhiwei/contract'
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { GuideListPart } from '../guides/index.ts'
import { useMay, useUrlState } from '../platform/index.ts'
import { Page } from '../ui/index.ts'
import { EntryList } from './EntryList.tsx'
import { EntitlementModal } from './law/EntitlementModal.tsx'
import { EntitlementTable } from './law/EntitlementTable.tsx'
import { LawModal } from './law/LawModal.tsx'
import { LawTable } from './law/LawTable.tsx'
import './knowledge.css'

const tabs = ['plan', 'letter', 'law', 'entitlement', 'guide'] as const
const Tab = z.object({ tab: z.enum(tabs).default('plan') })

/** 知识库: contingency plans, letter templates, the law they cite, what customers are entitled to, and guides for customers. */
export function KnowledgePage() {
  const { t } = useTranslation('knowledge')
  const [{ tab }, setTab] = useUrlState(Tab)
  const navigate = useNavigate()
  const mayManage = useMay('knowledge:manage')
  const [isAdding, setAdding] = useState(false)
  const kind = KnowledgeKind.safeParse(tab).data
  return (
    <Page
      title={t('title')}
      actions={
        mayManage &&
        tab !== 'guide' && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => (kind ? void navigate(`/knowledge/new?kind=${kind}`) : setAdding(true))}
          >
            {t(`new.${tab}`)}
          </Button>
        )
      }
    >
      <Tabs
        activeKey={tab}
        items={tabs.map((key) => ({ key, label: t(`tabs.${key}`) }))}
        onChange={(key) => setTab(Tab.parse({ tab: key }))}
      />
      {kind && <EntryList key={kind} kind={kind} />}
      {tab === 'law' && <LawTable />}
      {tab === 'entitlement' && <EntitlementTable />}
      {tab === 'guide' && <GuideListPart />}
      {isAdding && tab === 'law' && <LawModal onClose={() => setAdding(false)} />}
      {isAdding && tab === 'entitlement' && <EntitlementModal onClose={() => setAdding(false)} />}
    </Page>
  )
}
