import type { EscalationRule } from '@zhiwei/contract'
import { App, Button, Switch, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat, useShippedName } from '../platform/index.ts'
import { useProblemWords } from '../ui/index.ts'
import { useRuleActs } from './queries.ts'

type Props = { rows: EscalationRule[]; mayManage: boolean; onEdit: (rule: EscalationRule) => void }

export function RuleTable({ rows, mayManage, onEdit }: Props) {
  const { t } = useTranslation('workflow')
  const format = useFormat()
  const named = useShippedName()
  const { message } = App.useApp()
  const words = useProblemWords()
  const { change } = useRuleActs()
  const columns: TableColumnsType<EscalationRule> = [
    {
      title: t('rules.name'),
      key: 'name',
      render: (_, { name, trigger, atLeast, regime }) => (
        <span className="rule-when">
          {named(name)}
          <span className="meta">
            {t(`rules.when.${trigger}`, { count: atLeast, severity: t(`ui:severity.${severities[atLeast - 1] ?? 'critical'}`) })}
            {regime && ` · ${t('rules.regimeOnly', { regime })}`}
          </span>
        </span>
      ),
    },
    {
      title: t('rules.toLevel'),
      key: 'toLevel',
      render: (_, { toLevel }) => t('levelOf', { level: toLevel, name: t(`cases:level.${toLevel}`) }),
    },
    {
      title: t('rules.effectiveFrom'),
      key: 'effectiveFrom',
      responsive: ['md'],
      render: (_, { effectiveFrom }) => format.date(effectiveFrom),
    },
    {
      title: t('rules.active'),
      key: 'active',
      render: (_, rule) => (
        <Switch
          size="small"
          disabled={!mayManage}
          checked={rule.active}
          aria-label={t('rules.activeOf', { name: named(rule.name) })}
          onChange={(active) =>
            change.mutate(
              { id: rule.id, version: rule.version, active },
              { onError: (error: unknown) => void message.error(words(error).title) },
            )
          }
        />
      ),
    },
    ...(mayManage
      ? [
          {
            title: <span className="out-of-sight">{t('acts')}</span>,
            key: 'acts',
            align: 'right' as const,
            render: (_: unknown, rule: EscalationRule) => (
              <Button type="text" size="small" onClick={() => onEdit(rule)}>
                {t('edit')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Table<EscalationRule>
      className="card"
      rowKey="id"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowClassName={({ active }) => (active ? '' : 'is-inactive')}
    />
  )
}

export const severities = ['general', 'major', 'serious', 'critical'] as const
