import { PlusOutlined } from '@ant-design/icons'
import type { EscalationRule } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../platform/index.ts'
import { Page, ProblemNotice, TableBones, useProblemWords } from '../ui/index.ts'
import { useRuleActs, useRules, useSetting } from './queries.ts'
import { ReminderModal } from './ReminderModal.tsx'
import { RuleModal } from './RuleModal.tsx'
import { RuleTable } from './RuleTable.tsx'
import './workflow.css'

/** 升级规则: when a case is raised by itself, and how high; and how often one may ask of a case. */
export function EscalationRulesPage() {
  const { t } = useTranslation('workflow')
  const mayManage = useMay('escalation:manage')
  const rules = useRules()
  const setting = useSetting()
  const [open, setOpen] = useState<EscalationRule | 'new' | 'reminders'>()
  const close = () => setOpen(undefined)
  const rows = rules.data?.rows ?? []
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('rules.new')}
    </Button>
  )
  return (
    <Page title={t('ui:settings.escalationRules')} actions={mayManage && add}>
      <p className="meta">{t('rules.hint')}</p>
      {mayManage && rows.length > 0 && rows.every(({ active }) => !active) && <StartAll rules={rows} />}
      {rules.isPending && <TableBones />}
      {rules.isError && <ProblemNotice problem={rules.error} onRetry={rules.refetch} />}
      {rows.length > 0 && <RuleTable rows={rows} mayManage={mayManage} onEdit={setOpen} />}
      {setting.data && (
        <p className="workflow-bar is-below">
          <span>{t('reminders.said', { staff: setting.data.staffReminderMinutes, customer: setting.data.customerReminderMinutes })}</span>
          {mayManage && (
            <Button size="small" onClick={() => setOpen('reminders')}>
              {t('reminders.change')}
            </Button>
          )}
        </p>
      )}
      {open === 'reminders' && setting.data && <ReminderModal setting={setting.data} onClose={close} />}
      {open && open !== 'reminders' && (
        <RuleModal rule={open === 'new' ? undefined : (rows.find(({ id }) => id === open.id) ?? open)} onClose={close} />
      )}
    </Page>
  )
}

/** What is shipped is off until somebody has read it. */
function StartAll({ rules }: { rules: EscalationRule[] }) {
  const { t } = useTranslation('workflow')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { change } = useRuleActs()
  const start = () =>
    Promise.all(
      rules.map(({ id, version }) => change.mutateAsync({ id, version, active: true, effectiveFrom: new Date().toISOString() })),
    ).catch((error) => void message.error(words(error).title))
  return (
    <p className="workflow-bar">
      <span>{t('rules.allOff')}</span>
      <Button loading={change.isPending} onClick={() => void start()}>
        {t('rules.startAll')}
      </Button>
    </p>
  )
}
