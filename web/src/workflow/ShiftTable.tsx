import type { OnCallShift } from '@zhiwei/contract'
import { App, Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { timeOf } from '../notifications/index.ts'
import { useProblemWords } from '../ui/index.ts'
import { useShiftActs } from './queries.ts'

type Props = { rows: OnCallShift[]; mayManage: boolean; onEdit: (shift: OnCallShift) => void }

export function ShiftTable({ rows, mayManage, onEdit }: Props) {
  const { t } = useTranslation('workflow')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const { remove } = useShiftActs()
  const ask = ({ id, personName }: OnCallShift) =>
    void modal.confirm({
      title: t('onCall.removeTitle', { name: personName }),
      okText: t('remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync(id).catch((error) => void message.error(words(error).title)),
    })
  const columns: TableColumnsType<OnCallShift> = [
    { title: t('onCall.unit'), key: 'unit', render: (_, { unitName }) => unitName ?? t('onCall.allUnits') },
    { title: t('onCall.level'), key: 'level', render: (_, { level }) => t('levelOf', { level, name: t(`cases:level.${level}`) }) },
    { title: t('onCall.person'), key: 'person', render: (_, { personName }) => personName },
    {
      title: t('onCall.when'),
      key: 'when',
      render: (_, { weekday, fromMinute, toMinute }) => (
        <span className="figures">
          {t(weekday === null ? 'onCall.everyDay' : `weekday.${weekday}`)}{' '}
          {fromMinute === toMinute ? t('onCall.wholeDay') : `${timeOf(fromMinute)}–${timeOf(toMinute)}`}
          {fromMinute > toMinute && ` ${t('onCall.nextDay')}`}
        </span>
      ),
    },
    {
      title: t('onCall.valid'),
      key: 'valid',
      responsive: ['md'],
      render: (_, { validFrom, validTo }) => (
        <span className="figures meta">{validFrom || validTo ? `${validFrom ?? ''} – ${validTo ?? ''}` : t('onCall.always')}</span>
      ),
    },
    ...(mayManage
      ? [
          {
            title: <span className="out-of-sight">{t('acts')}</span>,
            key: 'acts',
            align: 'right' as const,
            render: (_: unknown, shift: OnCallShift) => (
              <>
                <Button type="text" size="small" onClick={() => onEdit(shift)}>
                  {t('edit')}
                </Button>
                <Button type="text" size="small" danger onClick={() => ask(shift)}>
                  {t('remove')}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ]
  return (
    <Table<OnCallShift> className="card" rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }} />
  )
}
